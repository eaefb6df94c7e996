// See read.hpp. What the suite says at its top holds for every case: plan, period, params, tongue,
// facts; a case says more or something else. A case with a table becomes a case for each row.
#include "suite/read.hpp"

#include <algorithm>
#include <set>

#include "base/limits.hpp"
#include "io/formats.hpp"
#include "suite/expectations.hpp"
#include "suite/keys.hpp"
#include "suite/plans.hpp"
#include "suite/table.hpp"
#include "value/fact_errors.hpp"

namespace meritum::suite {

namespace {

using Kind = io::Tree::Kind;
using Params = std::vector<std::pair<std::string, FactValue>>;

class Reader {
public:
    Reader(const io::Tree& tree, std::string_view text, const std::filesystem::path& file,
           Problems& problems)
        : top_(tree), plans_(file, text, tree, problems), problems_(problems) {}

    std::vector<Case> read() {
        if (!is_object(top_, Object::suite, problems_)) return {};
        const bool names_plan =
            value_of(top_, "plan") != nullptr || value_of(top_, "text") != nullptr;
        plan_ = plans_.given_by(top_);
        if (names_plan && plan_ == nullptr) return {};
        for (const char* key : {"base", "params"}) {
            const auto* given = value_of(top_, key);
            if (given != nullptr && !names_plan)
                problems_.add(given->place, "`" + std::string(key) + "` needs a plan of the suite",
                              "give `plan` beside it; a plan of a case starts from nothing");
        }
        const auto* cases = value_of(top_, "cases");
        if (cases == nullptr || cases->kind != Kind::list || cases->entries.empty()) {
            if (cases == nullptr && are_misnamed()) return {};
            problems_.add(cases == nullptr ? top_.place : cases->place, "the suite has no cases",
                          "write `cases:` and below it a list, each with `name` and `expect`");
            return {};
        }
        for (const auto& entry : cases->entries) {
            problems_before_ = problems_.size();
            if (is_object(entry.tree, Object::one_case, problems_)) read_case(entry.tree);
        }
        return std::move(cases_);
    }

private:
    /// A list under a key that is none was told already; it may well hold the cases.
    bool are_misnamed() const {
        const auto& keys = keys_of(Object::suite);
        return std::any_of(top_.entries.begin(), top_.entries.end(), [&](const io::Entry& entry) {
            return entry.tree.kind == Kind::list &&
                   std::find(keys.begin(), keys.end(), entry.key) == keys.end();
        });
    }

    void read_case(const io::Tree& tree) {
        Case one;
        one.place = tree.place;
        one.name = name_of_case(tree);
        const bool own = value_of(tree, "plan") != nullptr || value_of(tree, "text") != nullptr;
        one.plan = own ? plans_.given_by(tree) : plan_;
        if (one.plan == nullptr) {
            if (!own) problems_.add(tree.place, "there is no plan", "give `plan` or `text`");
            return;
        }
        const auto* expect = value_of(tree, "expect");
        if (expect != nullptr && !is_object(*expect, Object::expect, problems_)) return;
        const auto* diagnostics = expect == nullptr ? nullptr : value_of(*expect, "diagnostics");
        if (diagnostics != nullptr) {
            one.diagnostics = read_diagnostics(*diagnostics, problems_);
            one.diagnostics_place = diagnostics->place;
        }
        if (!one.plan->words) return plan_with_errors(tree, own ? tree : top_, std::move(one));
        one.period = text_of("period", tree);
        const auto& words = *one.plan->words;
        one.lang = lang_of(tree, words);
        if (!own) add_params(top_, words, one.params);
        add_params(tree, words, one.params);
        std::vector<std::shared_ptr<const Layer>> layers;
        const auto* base = own ? nullptr : value_of(top_, "base");
        if (base != nullptr) require_facts(*base, words);
        if (base != nullptr) layers.push_back(layer(base, nullptr, words, layers));
        read_subjects(tree, expect, std::move(layers), std::move(one));
    }

    /// A case may expect what is told of a fact that is none; every case would be told of the
    /// base's.
    void require_facts(const io::Tree& base, const Vocabulary& words) {
        for (const auto& entry : base.entries) {
            const bool said = entry.key == "id" || entry.key == "period";
            if (base.kind == Kind::mapping && !said && !words.facts.find(entry.key) &&
                words.schema->unread.count(entry.key) == 0)
                problems_.add_unknown(entry.key_place, entry.key, "no fact of the plan",
                                      words.facts.all());
        }
    }

    std::string lang_of(const io::Tree& tree, const Vocabulary& words) {
        const auto* own = value_of(tree, "lang");
        const auto* given = own != nullptr ? own : value_of(top_, "lang");
        if (given == nullptr || !is_text(*given, "`lang`", problems_)) return "en";
        auto lang = given->scalar.to_string();
        const auto& known = words.tongues;
        if (std::find(known.begin(), known.end(), lang) == known.end()) {
            std::string all;
            for (const auto& tongue : known) all += (all.empty() ? "" : ", ") + tongue;
            problems_.add(given->place,
                          value::quoted_name(lang) + " is a tongue neither of ours nor of the plan",
                          "there are " + all);
        }
        return lang;
    }

    std::string name_of_case(const io::Tree& tree) {
        const auto* name = value_of(tree, "name");
        if (name == nullptr) {
            problems_.add(tree.place, "a case needs a `name`", "say in a few words what it shows");
            return {};
        }
        if (!is_text(*name, "`name`", problems_)) return {};
        auto text = name->scalar.to_string();
        if (!names_.insert(text).second)
            problems_.add(name->place, "another case is called " + value::quoted_name(text));
        return text;
    }

    /// Of it only diagnostics can be expected. If nobody expects any, they are the problem.
    void plan_with_errors(const io::Tree& tree, const io::Tree& giver, Case one) {
        if (!one.diagnostics) {
            const auto* file = value_of(giver, "plan");
            if (told_.insert(one.plan.get()).second)
                problems_.add((file != nullptr ? file : value_of(giver, "text"))->place,
                              "the plan has errors:\n" + one.plan->compiled.diagnostics.to_string(),
                              "correct it, or expect its `diagnostics`");
            return;
        }
        const auto refuse = [&](const io::Tree& where) {
            for (const auto& entry : where.entries) {
                if (entry.key == "diagnostics" || entry.key == "name" || entry.key == "text" ||
                    entry.key == "plan" || entry.key == "expect")
                    continue;
                problems_.add(entry.key_place,
                              value::quoted_name(entry.key) +
                                  " says nothing where the plan has "
                                  "errors",
                              "leave it out, or correct the plan");
            }
        };
        refuse(tree);
        refuse(*value_of(tree, "expect"));
        add(std::move(one));
    }

    /// Facts, expectations, tables.
    void read_subjects(const io::Tree& tree, const io::Tree* expect,
                       std::vector<std::shared_ptr<const Layer>> layers, Case one) {
        const auto& words = *one.plan->words;
        Expectations expectations(words, problems_);
        auto expected = std::make_shared<Expectation>();
        if (expect != nullptr) *expected = expectations.read(*expect);
        layers.push_back(layer(value_of(tree, "facts"), value_of(tree, "without"), words, layers));
        const auto* each = value_of(tree, "each");
        if (const auto* participants = value_of(tree, "participants")) {
            if (each != nullptr)
                problems_.add(each->place, "a case has either `each` or `participants`",
                              "write a case for each row");
            if (!expected->values.empty())
                problems_.add(expect->place, "of whom this is expected is not said",
                              "move it into `participants`, under the one it is about");
            one.errors = expected->errors;
            one.tells_errors = expected->tells_errors;
            read_participants(*participants, words, layers, one);
            return add(std::move(one));
        }
        Participant alone{"participant", one.period, tree.place, std::move(layers), {expected}};
        if (each != nullptr) return read_rows(*each, words, one, alone);
        if (!expected->empty()) one.participants.push_back(std::move(alone));
        add(std::move(one));
    }

    void read_rows(const io::Tree& each, const Vocabulary& words, const Case& one,
                   const Participant& alone) {
        std::size_t number = 0;
        for (auto& row : read_table(each, Rows::cases, words, problems_)) {
            ++number;
            if (!row.facts || !row.expected) continue;  // a problem
            Case own = one;
            own.name += row.name.empty() ? ", row " + std::to_string(number) : ", " + row.name;
            own.place = row.place;
            own.participants = {alone};
            own.participants[0].place = row.place;
            own.participants[0].layers.push_back(row.facts);
            own.participants[0].expected.push_back(row.expected);
            for (auto& param : row.params) set_param(std::move(param), own.params);
            add(std::move(own));
        }
    }

    void read_participants(const io::Tree& tree, const Vocabulary& words,
                           const std::vector<std::shared_ptr<const Layer>>& layers, Case& one) {
        one.alone = false;
        if (tree.kind == Kind::mapping) {
            for (auto& row : read_table(tree, Rows::participants, words, problems_)) {
                if (!row.facts || !row.expected) continue;  // a problem
                Participant participant{row.id, row.period, row.place, layers, {row.expected}};
                participant.layers.push_back(row.facts);
                add_participant(std::move(participant), one);
            }
            return;
        }
        if (tree.kind != Kind::list || tree.entries.empty()) {
            problems_.add(tree.place,
                          tree.kind == Kind::list
                              ? std::string("`participants` is empty")
                              : "`participants` is a list or a table, not " + io::described(tree),
                          "write one entry for each, with `id`, `facts` and `expect`");
            return;
        }
        for (const auto& entry : tree.entries) {
            if (!is_object(entry.tree, Object::participant, problems_)) continue;
            Participant participant;
            participant.place = entry.tree.place;
            participant.id = own_text("id", entry.tree);
            participant.period = own_text("period", entry.tree);
            participant.layers = layers;
            participant.layers.push_back(layer(value_of(entry.tree, "facts"),
                                               value_of(entry.tree, "without"), words, layers));
            auto expected = std::make_shared<Expectation>();
            const auto* expect = value_of(entry.tree, "expect");
            if (expect != nullptr && is_object(*expect, Object::expect, problems_)) {
                *expected = Expectations(words, problems_).read(*expect);
                if (const auto* diagnostics = value_of(*expect, "diagnostics"))
                    problems_.add(diagnostics->place, "`diagnostics` are the plan's, nobody's",
                                  "move them to the `expect` of the case");
            }
            participant.expected.push_back(std::move(expected));
            add_participant(std::move(participant), one);
        }
    }

    void add_participant(Participant participant, Case& one) {
        if (participant.id.empty()) problems_.add(participant.place, "a participant needs an `id`");
        if (participant.period.empty()) participant.period = one.period;
        one.participants.push_back(std::move(participant));
    }

    /// A case in which nothing is expected tests nothing. Where something else is wrong, it may be
    /// the expectation.
    void add(Case one) {
        bool expects = one.diagnostics.has_value() || one.tells_errors;
        for (const auto& participant : one.participants) {
            for (const auto& expected : participant.expected)
                expects = expects || !expected->empty();
        }
        if (!expects && problems_.size() == problems_before_)
            problems_.add(one.place, "the case expects nothing",
                          "write `expect:` with what should come out");
        if (cases_.size() == limits::suite_cases)
            problems_.add(one.place, "the suite has more than " +
                                         std::to_string(limits::suite_cases) + " cases");
        if (cases_.size() < limits::suite_cases) cases_.push_back(std::move(one));
    }

    std::shared_ptr<const Layer> layer(const io::Tree* facts, const io::Tree* without,
                                       const Vocabulary& words,
                                       const std::vector<std::shared_ptr<const Layer>>& below) {
        auto result = std::make_shared<Layer>();
        if (facts != nullptr && facts->kind != Kind::mapping) {
            problems_.add(facts->place, "facts are a mapping, not " + io::described(*facts),
                          "write {sales: 1_000_000}");
        } else if (facts != nullptr) {
            for (const auto& entry : facts->entries) {
                if (!words.facts.find(entry.key) && (entry.key == "id" || entry.key == "period"))
                    problems_.add(entry.key_place, value::quoted_name(entry.key) + " is no fact",
                                  "it stands beside `facts`");
                result->given.push_back({entry.key, entry.key_place, &entry.tree});
            }
        }
        if (without != nullptr) result->without = without_of(*without, words, below);
        return result;
    }

    std::vector<std::string> without_of(const io::Tree& tree, const Vocabulary& words,
                                        const std::vector<std::shared_ptr<const Layer>>& below) {
        std::vector<std::string> names;
        if (tree.kind != Kind::list)
            problems_.add(tree.place, "`without` is a list, not " + io::described(tree),
                          "write [satisfaction]");
        for (const auto& entry : tree.entries) {
            if (tree.kind != Kind::list || !is_text(entry.tree, "a fact's name", problems_))
                continue;
            const auto written = entry.tree.scalar.to_string();
            const auto identity = words.facts.find(written);
            if (!identity) {
                problems_.add_unknown(entry.tree.place, written, "no fact of the plan",
                                      words.facts.all());
                continue;
            }
            bool given = false;
            for (const auto& one : below) {
                for (const auto& fact : one->given)
                    given = given || words.facts.find(fact.name) == identity;
            }
            if (!given)
                problems_.add(entry.tree.place, value::quoted_name(written) +
                                                    " cannot be taken out; nothing gives it");
            names.push_back(*identity);
        }
        return names;
    }

    /// Those of a mapping, over those that were given before.
    void add_params(const io::Tree& tree, const Vocabulary& words, Params& params) {
        const auto* given = value_of(tree, "params");
        if (given == nullptr) return;
        if (given->kind != Kind::mapping) {
            problems_.add(given->place, "`params` is a mapping, not " + io::described(*given),
                          "write {name: value}");
            return;
        }
        for (const auto& entry : given->entries) {
            if (auto param = read_param(entry.key, entry.key_place, entry.tree, words, problems_))
                set_param(*std::move(param), params);
        }
    }

    static void set_param(std::pair<std::string, FactValue> param, Params& params) {
        for (auto& [name, value] : params) {
            if (name != param.first) continue;
            value = std::move(param.second);
            return;
        }
        params.push_back(std::move(param));
    }

    std::string own_text(const char* key, const io::Tree& tree) {
        const auto* found = value_of(tree, key);
        if (found == nullptr || !is_text(*found, "`" + std::string(key) + "`", problems_))
            return {};
        return found->scalar.to_string();
    }

    /// The case's, or else the suite's.
    std::string text_of(const char* key, const io::Tree& tree) {
        return own_text(key, value_of(tree, key) == nullptr ? top_ : tree);
    }

    const io::Tree& top_;
    Plans plans_;
    Problems& problems_;
    std::shared_ptr<const TestedPlan> plan_;  ///< of the suite
    std::vector<Case> cases_;
    std::set<std::string> names_;
    std::size_t problems_before_ = 0;   ///< the case that is being read
    std::set<const TestedPlan*> told_;  ///< plans whose errors were told
};

}  // namespace

std::optional<Suite> read(std::string_view text, const std::filesystem::path& file,
                          Problems& problems) {
    Suite suite;
    suite.file = file.string();
    try {
        text = io::checked_text(suite.file, text, limits::yaml_bytes);
        suite.tree = std::make_unique<io::Tree>(io::yaml_tree(suite.file, text));
    } catch (const io::ReadError& error) {
        problems.add(
            {static_cast<std::uint32_t>(error.line()), static_cast<std::uint32_t>(error.column())},
            error.message());
        return std::nullopt;
    }
    suite.cases = Reader(*suite.tree, text, file, problems).read();
    if (!problems.empty()) return std::nullopt;
    return suite;
}

}  // namespace meritum::suite
