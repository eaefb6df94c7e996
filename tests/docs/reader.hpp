// Reads a page as its reader does, from the top: puts plans together, checks them, scores the data
// and says what stands in each block. In: blocks of a page. Out: their texts as they should be, and
// what is wrong. Tests: tests/docs/page_test.cpp.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "docs/assembly.hpp"
#include "docs/page.hpp"
#include "docs/shown.hpp"
#include "meritum/meritum.hpp"

namespace meritum::docs {

/// What a block is, by the words behind its fence:
///
///     merit plan         a plan to begin with
///     merit step         a piece that is added to it, or replaces what stands there
///     merit facts        declarations that the examples below know
///     merit example      such an example; `# → 7.3` says what a name of it comes to
///     merit file NAME    a file beside the plans and examples below
///     merit wrong        a piece that is not right, or warned of; what comes after is without it
///     merit translated   the last piece in the other tongue
///     yaml data          facts for the plan or the examples
///     yaml suite         a suite of the plan; it passes
///     text check         what the checker says of the last piece
///     text card ID       an explanation; with names: of these only
///     text board         everybody
///     yaml wrong         facts that something is wrong with
///     text errors        what that is
///     text phrases GROUP the rows of a group of src/syntax/phrases.def, in both tongues
///     sh                 commands; not run
class Reader {
public:
    /// A tongue of the page, and a folder of its own to write to.
    Reader(std::string tongue, std::filesystem::path folder);

    /// What should stand in the block. Goes on from the blocks before.
    std::string read(const Block& block);

    const std::vector<std::string>& problems() const { return problems_; }
    const Shown& shown() const { return shown_; }

    /// The first plan that was built, as the formatter lays it out, with its data and suite.
    std::string plan() const;
    const std::string& data() const { return plan_data_; }
    const std::string& suite() const { return suite_; }

private:
    std::string read_plan_block(const Block& block);
    std::string read_data_block(const Block& block);
    std::string read_text_block(const Block& block);
    std::string read_example(const Block& block);
    void read_wrong(const Block& block);
    Resolve beside() const;
    void compile(const std::string& text);
    Results score(const std::string& data);
    std::vector<std::string> values_of(const std::vector<std::string>& names);
    std::string card(const Block& block);
    std::string errors();
    std::string translated() const;
    std::string phrases(const std::string& group);
    void complain(const std::string& what);

    std::string tongue_;
    std::filesystem::path folder_;
    std::vector<std::string> problems_;
    Shown shown_;
    std::size_t line_ = 0;  ///< of the block being read

    std::vector<Piece> built_;                  ///< by `plan` and `step`
    std::vector<Piece> first_;                  ///< what `built_` was before the second `plan`
    std::vector<Piece> context_;                ///< of examples
    bool is_example_ = false;                   ///< `facts` came after `plan`
    std::map<std::string, std::string> files_;  ///< beside the plan
    std::string piece_;                         ///< the last one read
    std::string plan_data_;
    std::string example_data_;
    std::string wrong_data_;
    std::string suite_;
    std::optional<Plan> current_;
    Diagnostics diagnostics_;
};

}  // namespace meritum::docs
