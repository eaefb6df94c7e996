// Every limit of Meritum, each with its reason. A limit bounds memory, time or stack on hostile
// input; none is meant to be met by a plan that people wrote. In: nothing. Out: constants. Tests:
// both sides of each, in the tests of the room it belongs to.
#pragma once

#include <cstddef>

namespace meritum::limits {

// --- text and syntax (src/base, src/syntax)
// -----------------------------------------------------------------

/// Bytes of a plan. Spans are 32 bits wide; the largest written plan we know of has 200 KB.
constexpr std::size_t plan_bytes = 4u << 20;
/// Bytes of any file a plan names. A table of 100,000 rows has 10 MB.
constexpr std::size_t named_file_bytes = 64u << 20;
/// Files that a plan uses, and their bytes together with its own (plan_bytes). People share one or
/// two; each is opened while the plan is compiled.
constexpr std::size_t used_files = 64;
/// Bytes of one line. A diagnostic carries its whole line, so this bounds what diagnostics weigh.
constexpr std::size_t line_bytes = 16u << 10;
/// Tokens of one statement or clause with its continuation lines. Its tree is built in memory,
/// about 250 bytes each.
constexpr std::size_t clause_tokens = 50'000;
/// Statements of a plan. Later stages are near linear; this keeps their tables small.
constexpr std::size_t statements = 20'000;
/// Parentheses inside each other, and phrases that open another phrase. X3 recurses once per level
/// (Spirit's measured minimum is 250 levels in 128 KiB when optimised), people use three.
constexpr std::size_t nesting = 32;
/// Levels of an expression's tree, counting chains (`1 + 1 + ...`) and signs (`- - 1`). Tree walks
/// and destructors recurse once per level; 128 levels leave 8 KiB each on a thread of 1 MiB.
constexpr std::size_t tree_depth = 128;
/// Rule invocations per token of a clause before the grammar gives up: 20 is usual. A net under
/// every backtracking.
constexpr std::size_t grammar_steps_per_token = 400;
/// Lets that hang on each other in a chain. Plans have five.
constexpr std::size_t definition_chain = 64;
/// Lets, rules, categories and outcomes that hang on each other. The checker recurses once per
/// link, at about 2.5 KiB.
constexpr std::size_t definitions_at_once = 2 * definition_chain;
/// Levels of all the expressions it is inside of then, beyond which it follows no name: each of 128
/// definitions could read the next at the bottom of a tree of 128 levels. A level takes up to 1
/// KiB, so that this, one more tree and the links fit a thread of 1 MiB. Five definitions that
/// follow each other, each of ten levels, take 50.
constexpr std::size_t levels_at_once = 320;
/// Whole part of an exponent, either sign. A plan that says more means something else; literals to
/// a power are multiplied out while it is checked.
constexpr long exponent = 100;
/// Denominator of an exponent: three decimals, as in the point tables of athletics (1.348). What is
/// compared is raised to it.
constexpr unsigned exponent_denominator = 1'000;
/// Bits of the numbers that decide how a power rounds. Multiplying two of this size takes a
/// millisecond, and only a value that lies within 10^-15 of a half needs them.
constexpr std::size_t power_bits = 128u << 10;
/// Bits of the integers of a step while a plan is checked: twice the 77 digits of a formula, so
/// what has a longer step could be neither rounded nor compared.
constexpr std::size_t step_bits = 512;
/// Bits of the ends of a range. Where a range needs more it is widened, where it passes 10^1200 the
/// value is refused.
constexpr std::size_t range_bits = 4'096;
/// Denominators of one fraction, each 2 or more: 77 digits are full before.
constexpr std::size_t denominators = 256;
/// Rows of a named table: a price list of a whole house. Each takes about 500 bytes while it is
/// checked.
constexpr std::size_t table_rows = 100'000;
/// Inputs of a named table, and its results. People read tables of five columns.
constexpr std::size_t table_columns = 16;
/// Cases a named table is taken apart into: bounds in each step and rows in each leaf. Rows with
/// `any` or with intervals that overlap multiply; a price list of 100,000 rows has 400,000.
constexpr std::size_t table_cases = 4'000'000;
/// Cases by which the weights of a plan's kpis are added up: each condition that is not decided by
/// the others doubles them. Schemes have one case for each of a handful of roles.
constexpr std::size_t weight_cases = 256;
/// Diagnostics kept of one plan. Nobody reads more; the next one says that there are more.
constexpr std::size_t diagnostics = 500;
/// Columns of an excerpt shown with carets; a longer line is cut around its range.
constexpr std::size_t excerpt_columns = 120;

// --- facts (src/value)
// --------------------------------------------------------------------------------------

/// Years of a date. Every date is a small number of days; nobody is paid for other centuries.
constexpr int first_year = 1900;
constexpr int last_year = 2199;
/// Default range of money, 0 to this, in whole units: a sum over a group of 10^7 people still has
/// only 19 + 2 digits.
constexpr long long money = 1'000'000'000'000;
/// Default range of a count, 0 to this.
constexpr long long count = 1'000'000;
/// Items of one list of one participant. Sums over a list are proved with it.
constexpr std::size_t list_items = 10'000;
/// Participants of a period, hence of a group. Sums over a group are proved with it.
constexpr std::size_t participants = 10'000'000;
/// Bytes of a text fact, an id or an item's key, in NFC. They are names, not documents.
constexpr std::size_t text_bytes = 200;

// --- data files (src/io)
// ------------------------------------------------------------------------------------

/// Bytes of one data file. Facts take about ten times as much memory as their text.
constexpr std::size_t data_bytes = 512u << 20;
/// Bytes of a YAML file. People write these by hand, and yaml-cpp is slow: larger data is CSV or
/// JSON.
constexpr std::size_t yaml_bytes = 16u << 20;
/// Mappings and sequences inside each other in YAML and JSON. The deepest shape there is has five;
/// yaml-cpp recurses.
constexpr std::size_t data_depth = 16;
/// Likewise in an archived card: an explanation has two levels for each of its own, and these hang
/// on the nesting of expressions.
constexpr std::size_t archive_depth = 512;
/// Bytes of one scalar, key or CSV cell: well above text_bytes, so that a long text is an error of
/// its row.
constexpr std::size_t scalar_bytes = 64u << 10;
/// Bytes of one CSV record with the line breaks in its cells.
constexpr std::size_t csv_record_bytes = 1u << 20;
/// Columns of a CSV file; a header is searched for near names.
constexpr std::size_t csv_columns = 1'000;

// --- suites (src/suite)
// ------------------------------------------------------------------------------------------------

/// Cases of a suite, rows of tables among them. Their results are kept, about 1 KiB each.
constexpr std::size_t suite_cases = 100'000;
/// Problems told of a suite. A wrong column is wrong in every row.
constexpr std::size_t suite_problems = 100;
/// Suites that run at the same time, whatever is asked for. Threads beyond the processors only take
/// memory.
constexpr std::size_t suite_jobs = 64;

}  // namespace meritum::limits
