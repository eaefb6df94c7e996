// See expectations.hpp. An expected value is read by what the plan says it is, so that a number is
// never a text that happens to look alike.
#include "suite/expectations.hpp"

#include <charconv>

#include "suite/keys.hpp"
#include "suite/values.hpp"
#include "value/fact_errors.hpp"

namespace meritum::suite {

namespace {

using Kind = io::Tree::Kind;

struct Group {
    Of of;
    std::string_view key;
    std::string_view one;  ///< for messages
};

constexpr Group groups[] = {
    {Of::outcome, "outcomes", "outcome"},
    {Of::total, "totals", "total"},
    {Of::rule, "rules", "rule"},
    {Of::category, "categories", "category"},
    {Of::veto, "vetoes", "veto"},
    {Of::line, "lines", "line"},
    {Of::because, "because", "rule or veto"},
};

const Group& group_of(Of of) {
    for (const auto& group : groups) {
        if (group.of == of) return group;
    }
    return groups[0];
}

bool is_nothing(const io::Tree& tree) {
    return tree.kind == Kind::scalar && tree.scalar.is_missing();
}

/// "`M0401`, as a text", of a key that may be left out.
std::string optional_text(const io::Tree& mapping, std::string_view key, Problems& problems) {
    const auto* tree = value_of(mapping, key);
    if (tree == nullptr || !is_text(*tree, "`" + std::string(key) + "`", problems)) return {};
    return tree->scalar.to_string();
}

bool is_list(const io::Tree& tree, std::string_view key, Problems& problems) {
    if (tree.kind == Kind::list) return true;
    problems.add(tree.place, "`" + std::string(key) + "` is a list, not " + io::described(tree),
                 "write it in brackets, [...]; an empty list expects none");
    return false;
}

}  // namespace

std::optional<Of> names_of(std::string_view key) {
    for (const auto& group : groups) {
        if (group.key == key) return group.of;
    }
    return std::nullopt;
}

const Names& known(const Vocabulary& words, Of of) {
    switch (of) {
        case Of::outcome: return words.outcomes;
        case Of::total: return words.totals;
        case Of::category: return words.categories;
        case Of::veto: return words.vetoes;
        case Of::line: return words.lines;
        case Of::grade: return words.grades;
        case Of::score: return words.totals;
        case Of::rule:
        case Of::because: break;
    }
    return words.rules;
}

Expectation Expectations::read(const io::Tree& expect) {
    Expectation result;
    for (const auto& entry : expect.entries) add(entry.key, entry.tree, result);
    return result;
}

void Expectations::add(std::string_view key, const io::Tree& tree, Expectation& to) {
    if (key == "score") return add_score(tree, to);
    if (key == "grade") return add_grade(tree, to);
    if (key == "errors") return add_errors(tree, to);
    if (key == "warnings") return add_warnings(tree, to);
    const auto of = names_of(key);
    if (!of) return;  // `diagnostics`, or told already
    if (tree.kind != Kind::mapping) {
        problems_.add(tree.place,
                      "`" + std::string(key) + "` is a mapping, not " + io::described(tree),
                      "write {name: value}");
        return;
    }
    for (const auto& entry : tree.entries)
        add_named(*of, entry.key, entry.key_place, entry.tree, to);
}

void Expectations::add_named(Of of, std::string_view name, io::Place place, const io::Tree& tree,
                             Expectation& to) {
    auto identity = known(words_, of).find(name);
    if (!identity && of == Of::because) identity = words_.vetoes.find(name);
    const auto& group = group_of(of);
    if (!identity) {
        problems_.add_unknown(place, name, "no " + std::string(group.one) + " of the plan",
                              known(words_, of).all());
        return;
    }
    if (of == Of::because && words_.with_because.count(*identity) == 0) {
        problems_.add(place, value::quoted_name(name) + " has no `because` in the plan");
        return;
    }
    auto value = value_of_kind(of, *identity, tree);
    if (!value) return;
    to.values.push_back(
        {of, *identity, std::string(group.key) + "." + *identity, *std::move(value), tree.place});
    if (const auto total = words_.total_of.find(*identity); total != words_.total_of.end())
        to.values.back().total = total->second;
}

void Expectations::add_score(const io::Tree& tree, Expectation& to) {
    if (auto value = total("`score`", tree))
        to.values.push_back({Of::score, {}, "score", *std::move(value), tree.place});
}

void Expectations::add_grade(const io::Tree& tree, Expectation& to) {
    if (words_.grades.all().empty()) {
        problems_.add(tree.place, "the plan has no grades");
    } else if (auto value = choice("`grade`", words_.grades, tree)) {
        to.values.push_back({Of::grade, {}, "grade", *std::move(value), tree.place});
    }
}

std::optional<Value> Expectations::value_of_kind(Of of, std::string_view name,
                                                 const io::Tree& tree) {
    const auto words = value::quoted_name(name);
    switch (of) {
        case Of::outcome: return outcome_value(name, tree);
        case Of::veto: return truth("that " + words + " fires", tree);
        case Of::because:
            if (is_nothing(tree)) return Value();
            if (!is_text(tree, "the `because` of " + words, problems_)) return std::nullopt;
            return Value(tree.scalar.to_string());
        case Of::score:
        case Of::total: return total(words, tree);
        case Of::grade:
        case Of::rule:
        case Of::category:
        case Of::line: break;
    }
    return number(words, tree);
}

std::optional<Value> Expectations::outcome_value(std::string_view name, const io::Tree& tree) {
    const auto words = value::quoted_name(name);
    const auto kind = words_.kinds.find(name);
    switch (kind->second.type) {
        case value::Type::number: return number(words, tree);
        case value::Type::boolean: return truth(words, tree);
        case value::Type::choice: return choice(words, kind->second.choices, tree);
        case value::Type::text:
        case value::Type::date: break;
    }
    if (is_nothing(tree)) return Value();
    if (!is_text(tree, words, problems_)) return std::nullopt;
    const auto text = tree.scalar.to_string();
    if (kind->second.type == value::Type::text) return Value(text);
    if (const auto date = Date::parse(text)) return Value(*date);
    problems_.add(tree.place, words + " is a date, not " + io::described(tree),
                  "write it like 2026-07-01");
    return std::nullopt;
}

/// A number, or that there is none because too few kpis are known.
std::optional<Value> Expectations::total(std::string_view what, const io::Tree& tree) {
    const auto text = tree.kind == Kind::scalar ? tree.scalar.to_string() : std::string();
    if (says_not_rated(text)) return Value(NotRated());
    return number(what, tree);
}

std::optional<Value> Expectations::number(std::string_view what, const io::Tree& tree) {
    if (is_nothing(tree)) return Value();
    if (tree.kind == Kind::scalar) {
        if (const auto number = number_of(tree.scalar.to_string())) return Value(*number);
    }
    problems_.add(tree.place, std::string(what) + " is a number, not " + io::described(tree),
                  "write it like 118.5, -20, 1_000_000 or 15%; null expects that there is none");
    return std::nullopt;
}

std::optional<Value> Expectations::truth(std::string_view what, const io::Tree& tree) {
    if (is_nothing(tree)) return Value();
    if (tree.kind == Kind::scalar) {
        if (const auto truth = truth_of(tree.scalar.to_string())) return Value(*truth);
    }
    problems_.add(tree.place, std::string(what) + " is yes or no, not " + io::described(tree));
    return std::nullopt;
}

std::optional<Value> Expectations::choice(std::string_view what, const Names& names,
                                          const io::Tree& tree) {
    if (is_nothing(tree)) return Value();
    if (!is_text(tree, what, problems_)) return std::nullopt;
    const auto text = tree.scalar.to_string();
    if (auto identity = names.find(text)) return Value(*std::move(identity));
    problems_.add_unknown(tree.place, text, "no value of " + std::string(what), names.all());
    return std::nullopt;
}

/// A list; in a cell of a table, one code or nothing as well.
void Expectations::add_errors(const io::Tree& tree, Expectation& to) {
    to.tells_errors = true;
    if (tree.kind == Kind::scalar && !is_nothing(tree)) return add_error(tree, to);
    if (is_nothing(tree) || !is_list(tree, "errors", problems_)) return;
    for (const auto& entry : tree.entries) add_error(entry.tree, to);
}

/// A list of texts; in a cell of a table, one text or nothing as well.
void Expectations::add_warnings(const io::Tree& tree, Expectation& to) {
    std::vector<std::string> texts;
    const auto add = [&](const io::Tree& one) {
        if (is_text(one, "a warning", problems_)) texts.push_back(one.scalar.to_string());
    };
    if (tree.kind == Kind::scalar) {
        if (!is_nothing(tree)) add(tree);
    } else if (is_list(tree, "warnings", problems_)) {
        for (const auto& entry : tree.entries) add(entry.tree);
    }
    to.warnings = std::move(texts);
    to.warnings_place = tree.place;
}

void Expectations::add_error(const io::Tree& tree, Expectation& to) {
    ExpectedError error;
    error.place = tree.place;
    if (tree.kind == Kind::scalar) {
        if (!is_text(tree, "the code of an error", problems_)) return;
        error.code = tree.scalar.to_string();
    } else {
        if (!is_object(tree, Object::error, problems_)) return;
        error.code = optional_text(tree, "code", problems_);
        error.fact = optional_text(tree, "fact", problems_);
        error.says = optional_text(tree, "says", problems_);
        if (auto identity = words_.facts.find(error.fact)) error.fact = *std::move(identity);
        if (error.code.empty() && error.fact.empty() && error.says.empty()) {
            problems_.add(tree.place, "an expected error says nothing",
                          "give its code, its fact or what it says");
            return;
        }
    }
    const bool is_code = error.code.size() == 5 && error.code.front() == 'F';
    if (!error.code.empty() && !is_code) {
        problems_.add(tree.place, value::quoted_name(error.code) + " is no code of an error",
                      "codes are like F0102; docs/data.md lists them");
        return;
    }
    to.errors.push_back(std::move(error));
}

std::vector<ExpectedDiagnostic> read_diagnostics(const io::Tree& tree, Problems& problems) {
    std::vector<ExpectedDiagnostic> all;
    if (!is_list(tree, "diagnostics", problems)) return all;
    for (const auto& entry : tree.entries) {
        ExpectedDiagnostic one;
        one.place = entry.tree.place;
        if (entry.tree.kind == Kind::mapping) {
            is_object(entry.tree, Object::diagnostic, problems);
            one.code = optional_text(entry.tree, "code", problems);
            one.says = optional_text(entry.tree, "says", problems);
            const auto line = optional_text(entry.tree, "line", problems);
            const auto read = std::from_chars(line.data(), line.data() + line.size(), one.line);
            const bool is_line = read.ec == std::errc() && read.ptr == line.data() + line.size();
            if (!line.empty() && (!is_line || one.line == 0))
                problems.add(one.place, value::quoted_name(line) + " is no line of a plan",
                             "lines count from 1");
        } else if (is_text(entry.tree, "the code of a diagnostic", problems)) {
            one.code = entry.tree.scalar.to_string();
        } else {
            continue;
        }
        if (one.code.size() != 5 || one.code.front() != 'M')
            problems.add(one.place, value::quoted_name(one.code) + " is no code of a diagnostic",
                         "codes are like M0401; `meritum check` shows them");
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace meritum::suite
