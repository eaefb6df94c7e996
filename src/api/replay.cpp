// Archived cards, computed again. In: a plan, the text of an archive. Out: what is as it was and
// what is not. Cards of one run are computed together, so ranks and groups are those of the run;
// what hangs on somebody who is not in the archive is not guessed at. See
// include/meritum/replay.hpp. Tests: tests/api/replay_test.cpp.
#include "meritum/replay.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "api/archive.hpp"
#include "api/period.hpp"
#include "exec/state.hpp"
#include "io/formats.hpp"
#include "meritum/version.hpp"
#include "number/wide.hpp"
#include "value/border.hpp"

namespace meritum {
namespace {

using value::quoted_name;

/// Cards that were made together, and where they stand in the archive.
struct ReplayBatch {
    const ArchivedRun* run = nullptr;
    std::vector<const ArchivedCard*> cards;
    std::vector<std::size_t> places;
    std::set<std::string_view> ids;
};

/// Cards of one line each belong together if everything they share is the same.
std::string shared(const ArchivedRun& run) {
    std::string text;
    const auto add = [&](const std::string& part) {
        text += std::to_string(part.size()) + ":" + part;
    };
    for (const auto* part : {&run.plan, &run.fingerprint, &run.edition, &run.engine, &run.period})
        add(*part);
    add(run.rows);
    add(std::to_string(run.participants));
    for (const auto& [name, value] : run.params) add(name), add(value.to_string());
    for (const auto& facts : run.failed) {
        add(facts.id);
        for (const auto& fact : facts.values) add(fact.name), add(fact.value.to_string());
    }
    return text;
}

std::vector<ReplayBatch> batches_of(const std::vector<ArchivedRun>& runs) {
    std::vector<ReplayBatch> batches;
    std::multimap<std::string, std::size_t> by_shared;
    std::size_t place = 0;
    for (const auto& run : runs) {
        const auto key = shared(run);
        for (const auto& card : run.cards) {
            const auto [begin, end] = by_shared.equal_range(key);
            // The same card archived twice is computed twice.
            const auto free = std::find_if(begin, end, [&](const auto& entry) {
                return batches[entry.second].ids.count(card.id) == 0;
            });
            const auto index = free == end ? batches.size() : free->second;
            if (free == end) {
                by_shared.emplace(key, index);
                batches.emplace_back().run = &run;
            }
            auto& batch = batches[index];
            batch.cards.push_back(&card);
            batch.places.push_back(place++);
            batch.ids.insert(card.id);
        }
    }
    return batches;
}

bool has_name(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "118.5" is "118.50"; nothing else that is written otherwise is the same.
bool same(const FactValue& a, const FactValue& b) {
    if (a.get().index() != b.get().index()) return false;
    const auto left = a.to_string();
    const auto right = b.to_string();
    if (left == right) return true;
    const auto number = Decimal::parse(left);
    return number && number == Decimal::parse(right);
}

std::string shown(const FactValue& value) {
    if (value.is_missing()) return "null";
    if (const auto* truth = std::get_if<bool>(&value.get())) return *truth ? "true" : "false";
    return value.to_string();
}

struct ToArchived {
    FactValue operator()(std::monostate) const { return {}; }
    FactValue operator()(const Decimal& value) const { return value.to_string(); }
    FactValue operator()(const std::string& value) const { return value; }
    FactValue operator()(bool value) const { return value; }
    FactValue operator()(const Date& value) const { return value.to_string(); }
};

FactValue number_of(const std::optional<Decimal>& value) {
    return value ? FactValue(value->to_string()) : FactValue();
}

/// As the archive holds them, in the same order.
CardValues values_of(const Scorecard& card) {
    CardValues values;
    values.emplace_back("score", number_of(card.score()));
    values.emplace_back("grade", card.grade().empty() ? FactValue() : FactValue(card.grade()));
    for (const auto& total : card.totals())
        values.emplace_back("totals." + total.name, number_of(total.value));
    for (const auto& outcome : card.outcomes())
        values.emplace_back("outcomes." + outcome.name, std::visit(ToArchived{}, outcome.value));
    for (const auto& line : card.lines())
        values.emplace_back("lines." + line.line, line.points.to_string());
    return values;
}

std::vector<Difference> differences_of(const CardValues& archived, const CardValues& replayed) {
    std::map<std::string_view, const FactValue*> now;
    for (const auto& [what, value] : replayed) now.emplace(what, &value);
    std::vector<Difference> differences;
    std::set<std::string_view> seen;
    for (const auto& [what, value] : archived) {
        const auto found = now.find(what);
        const bool again = !seen.insert(what).second;  // given twice: never written by us
        if (again || found == now.end()) {
            differences.push_back({what, shown(value), ""});
        } else if (!same(value, *found->second)) {
            differences.push_back({what, shown(value), shown(*found->second)});
        }
    }
    for (const auto& [what, value] : replayed) {
        if (seen.count(what) == 0) differences.push_back({what, "", shown(value)});
    }
    return differences;
}

class Replayer {
public:
    Replayer(const Plan& plan, std::string_view file) : given_(plan), current_(plan), file_(file) {}

    Replay run(const std::vector<ArchivedRun>& runs) {
        std::size_t count = 0;
        for (const auto& run : runs) count += run.cards.size();
        replay_.cards.resize(count);
        for (const auto& batch : batches_of(runs)) replay(batch);
        return std::move(replay_);
    }

private:
    void replay(const ReplayBatch& batch) {
        const auto& run = *batch.run;
        for (std::size_t i = 0; i < batch.cards.size(); ++i) {
            auto& card = replay_.cards[batch.places[i]];
            card.id = batch.cards[i]->id;
            card.period = run.period;
            card.verdict = ReplayVerdict::impossible;
        }
        auto reason = take_rows(batch);
        compare_plans(batch);
        if (reason.empty()) reason = obstacle(batch);
        if (!reason.empty()) return tell(batch, reason);
        const auto params = known_params(batch);
        std::vector<FactError> errors;
        value::to_columns(*schema_, {}, params, errors);
        for (const auto& error : errors) tell(batch, error.message);
        if (!errors.empty()) return;

        auto facts = facts_of(batch, errors);
        auto columns = std::make_shared<value::FactColumns>(
            value::to_columns(*schema_, facts, params, errors));
        columns->period = run.period;
        for (const auto& failed : run.failed)
            columns->failed.push_back(group_columns(*schema_, failed, columns->dictionary));
        const auto before = std::make_shared<exec::State>();
        reason = read_previous(batch, *before);
        if (!reason.empty()) return tell(batch, reason);
        if (plan_->requirements) {
            columns =
                without_refused(*plan_, *schema_, std::move(columns), facts, *before, "en", errors);
        }
        const auto setting = scorecard::make_setting(plan_->outline(), columns, before);
        if (!setting->outline->beyond_one_row.empty() && batch.cards.size() != run.participants) {
            return tell(batch, "the plan compares participants, and the archive holds " +
                                   std::to_string(batch.cards.size()) + " of the " +
                                   std::to_string(run.participants) +
                                   " who were scored together: replay all of them at once");
        }
        std::vector<FactError> withheld;  // null on the card
        compare(batch, cards_of(*plan_, setting, Keep::lines, "en", withheld), errors);
    }

    /// The plan with the rows that came with the data; says why they do not fit.
    std::string take_rows(const ReplayBatch& batch) {
        current_ = given_;
        std::string reason;
        const auto& rows = batch.run->tables;
        try {
            if (!rows.empty() || !given_.has_all_rows()) current_ = given_.with_tables(rows);
        } catch (const Error& error) {
            const auto& items = error.diagnostics().items;
            reason = items.empty() ? error.what()
                                   : "the rows of its tables do not fit: " + items.front().message;
        }
        plan_ = &current_.body();
        schema_ = &plan_->graph->schema;
        return reason;
    }

    void tell(const ReplayBatch& batch, const std::string& change) {
        for (const auto place : batch.places) replay_.cards[place].changes.push_back(change);
    }

    bool same_plan(const ArchivedRun& run) const {
        return run.fingerprint == plan_->graph->fingerprint;
    }
    static bool same_engine(const ArchivedRun& run) { return run.engine == MERITUM_VERSION; }

    void compare_plans(const ReplayBatch& batch) {
        const auto& run = *batch.run;
        const auto& name = plan_->graph->story.plan;
        if (run.plan != name) {
            tell(batch, "the card is of the plan " + quoted_name(run.plan) + ", this one is " +
                            quoted_name(name));
        }
        if (!same_plan(run)) {
            tell(batch, "the plan has changed: its fingerprint was " + run.fingerprint +
                            " and is now " + plan_->graph->fingerprint);
        }
        const auto edition = std::to_string(language_edition);
        if (run.edition != edition && !run.edition.empty()) {
            tell(batch, "the language edition was " + run.edition + " and is now " + edition);
        }
        if (!same_engine(run) && !run.engine.empty()) {
            tell(batch,
                 "the engine was " + run.engine + " and is now " + std::string(MERITUM_VERSION));
        }
    }

    /// Why nothing of the batch can be computed; empty: it can.
    std::string obstacle(const ReplayBatch& batch) const {
        const auto& run = *batch.run;
        const bool has_facts =
            std::all_of(batch.cards.begin(), batch.cards.end(),
                        [](const auto* card) { return card->facts.has_value(); });
        if (!has_facts || run.engine.empty())
            return "it holds no facts: archive cards with --archive (to_archive)";
        if (schema_->cycle && !run.period.empty() &&
            !value::period_index(*schema_->cycle, run.period)) {
            return "the period " + quoted_name(run.period) +
                   " is none of this plan's cycle, whose periods are written like " +
                   value::period_example(*schema_->cycle);
        }
        const bool carries = !exec::previous_nodes(*plan_->graph).empty();
        if (carries && !(same_plan(run) && same_engine(run))) {
            return "the plan reads values of the period before, and those in the archive are of "
                   "another plan or engine";
        }
        const auto outside = out_of_effect(*plan_, run.period);
        return outside.empty() ? ""
                               : value::trouble_message(value::Trouble::out_of_effect, outside);
    }

    std::vector<std::pair<std::string, FactValue>> known_params(const ReplayBatch& batch) {
        std::vector<std::pair<std::string, FactValue>> params;
        std::set<std::uint32_t> given;
        for (const auto& [name, value] : batch.run->params) {
            const auto param = std::find_if(
                schema_->params.begin(), schema_->params.end(), [&, &name = name](ColumnId id) {
                    return has_name(schema_->columns[id.index].names, name);
                });
            if (param == schema_->params.end()) {
                tell(batch, quoted_name(name) + " is no param of the plan any more");
                continue;
            }
            given.insert(param->index);
            params.emplace_back(name, value);
        }
        for (const auto id : schema_->params) {
            if (given.count(id.index) != 0) continue;
            tell(batch, "the param " + quoted_name(schema_->columns[id.index].name) +
                            " is new; the plan's own value is taken");
        }
        return params;
    }

    /// As data would be read, without what the plan does not know any more.
    std::vector<Facts> facts_of(const ReplayBatch& batch, std::vector<FactError>& errors) {
        io::Tree everyone;
        everyone.kind = io::Tree::Kind::list;
        for (std::size_t i = 0; i < batch.cards.size(); ++i) {
            const auto& archived = *batch.cards[i];
            auto& changes = replay_.cards[batch.places[i]].changes;
            io::Tree one;
            one.kind = io::Tree::Kind::mapping;
            one.place = archived.facts->place;
            one.entries.push_back(text_entry(schema_->words.id, archived.id, one.place));
            if (!batch.run->period.empty())
                one.entries.push_back(
                    text_entry(schema_->words.period, batch.run->period, one.place));
            for (auto entry : archived.facts->entries) {
                if (keep_known(entry, changes)) one.entries.push_back(std::move(entry));
            }
            everyone.entries.emplace_back().tree = std::move(one);
        }
        auto read = io::facts_from_tree(file_, std::move(everyone), *schema_);
        errors.insert(errors.end(), read.errors.begin(), read.errors.end());
        return std::move(read.facts);
    }

    static io::Entry text_entry(const std::string& key, const std::string& text, io::Place place) {
        io::Entry entry;
        entry.key = key;
        entry.key_place = entry.tree.place = place;
        entry.tree.scalar = FactValue(text);
        return entry;
    }

    bool keep_known(io::Entry& entry, std::vector<std::string>& changes) const {
        for (const auto id : schema_->facts) {
            if (has_name(schema_->columns[id.index].names, entry.key)) return true;
        }
        for (const auto& list : schema_->lists) {
            if (!has_name(list.names, entry.key)) continue;
            keep_known_fields(list, entry, changes);
            return true;
        }
        changes.push_back(quoted_name(entry.key) +
                          " is no fact of the plan any more and is left out");
        return false;
    }

    void keep_known_fields(const value::ListSchema& list, io::Entry& entry,
                           std::vector<std::string>& changes) const {
        std::set<std::string> unknown;
        for (auto& item : entry.tree.entries) {
            std::erase_if(item.tree.entries, [&](const io::Entry& field) {
                const bool known =
                    field.key == schema_->words.key ||
                    std::any_of(list.fields.begin(), list.fields.end(), [&](ColumnId id) {
                        return has_name(schema_->columns[id.index].names, field.key);
                    });
                if (!known) unknown.insert(field.key);
                return !known;
            });
        }
        for (const auto& field : unknown) {
            changes.push_back(quoted_name(entry.key + "." + field) +
                              " is no field of the plan any more and is left out");
        }
    }

    /// What the period before handed on; says why it cannot be read.
    std::string read_previous(const ReplayBatch& batch, exec::State& before) const {
        const auto nodes = exec::previous_nodes(*plan_->graph);
        for (const auto* card : batch.cards) {
            if (card->previous.empty()) continue;  // their first period
            if (card->previous.size() != nodes.size()) {
                return "the period before handed on " + std::to_string(card->previous.size()) +
                       (card->previous.size() == 1 ? " value" : " values") +
                       ", but the plan reads " + std::to_string(nodes.size());
            }
            auto& held = before.held[card->id];
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                const auto value = handed_on(card->previous[i], (*plan_->graph)[nodes[i]]);
                if (!value) {
                    return "the period before handed on " + quoted_name(card->previous[i]) +
                           ", which is no value the plan can have had";
                }
                held.push_back(*value);
            }
        }
        return {};
    }

    /// After it nothing can fail. Where nobody reads a node, it may have held anything.
    static std::optional<number::Int256> handed_on(const std::string& text,
                                                   const graph::Node& node) {
        const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
        constexpr std::size_t most = 77;                                // of 256 bits
        const bool octal = digits.size() > 1 && digits.front() == '0';  // boost takes it for that
        const bool whole = !digits.empty() && digits.size() <= most && !octal &&
                           digits.find_first_not_of("0123456789") == std::string::npos;
        if (!whole) return std::nullopt;
        const number::Integer value(text);
        const bool truth = node.form == graph::Form::boolean;
        const number::Integer low = truth ? number::Integer(0) : node.range.low;
        const number::Integer high = truth ? number::Integer(1) : node.range.high;
        if (low <= value && value <= high) return number::to_int256(value);
        return node.guard ? std::optional(number::to_int256(low)) : std::nullopt;
    }

    void compare(const ReplayBatch& batch, const std::vector<Scorecard>& cards,
                 const std::vector<FactError>& errors) {
        std::map<std::string_view, const Scorecard*> by_id;
        for (const auto& card : cards) by_id.emplace(card.id(), &card);
        const bool same_rules = same_plan(*batch.run);
        for (std::size_t i = 0; i < batch.cards.size(); ++i) {
            auto& told = replay_.cards[batch.places[i]];
            for (const auto& error : errors) {
                if (error.id == told.id) told.changes.push_back(error.message);
            }
            const auto found = by_id.find(told.id);
            if (found == by_id.end()) continue;  // impossible, and the errors say why
            told.card = *found->second;
            told.differences = differences_of(batch.cards[i]->values, values_of(*found->second));
            const bool identical = same_rules && told.differences.empty();
            told.verdict = identical ? ReplayVerdict::identical : ReplayVerdict::differs;
            if (same_rules && same_engine(*batch.run) && !told.differences.empty()) {
                told.changes.push_back(
                    "plan and engine are the same, so the archive was changed after it was "
                    "written");
            }
        }
    }

    const Plan& given_;
    Plan current_;  ///< with the rows of the batch
    const Plan::Body* plan_ = nullptr;
    const value::Schema* schema_ = nullptr;
    std::string file_;
    Replay replay_;
};

}  // namespace

Replay Plan::replay(std::string_view archive, std::string_view file) const {
    try {
        auto replay = Replayer(*this, file).run(read_archive(file, archive));
        if (replay.cards.empty()) throw Error(std::string(file) + ": it holds no card", {}, {});
        return replay;
    } catch (const io::ReadError& error) {
        throw Error(error.what(), {}, {});
    }
}

}  // namespace meritum
