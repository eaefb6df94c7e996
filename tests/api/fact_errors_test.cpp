// Every row of fact_errors.def is shown here once, out of a data file as a user writes it: fails if
// a row never is.
#include "value/fact_errors.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "io/reading.hpp"
#include "meritum/meritum.hpp"
#include "value/border.hpp"

namespace meritum::io {
namespace {

/// All errors of a data file, those of its rows and those of the border.
std::vector<FactError> errors_of(const RawData& data,
                                 const std::vector<std::pair<std::string, FactValue>>& params = {},
                                 std::size_t most = limits::participants) {
    const value::SampleSchema schema;
    auto errors = data.errors;
    value::to_columns(schema, data.facts, params, errors, most);
    return errors;
}

std::vector<FactError> yaml_errors(const std::string& text) {
    return errors_of(read_text(Format::yaml, "q3.yaml", text, value::SampleSchema()));
}

std::vector<FactError> table_errors(const std::string& people, const std::string& contracts) {
    return errors_of(read_tables({{"participants.csv", people}, {"contracts.csv", contracts}},
                                 value::SampleSchema()));
}

using Shown = std::map<std::string, std::vector<FactError>>;  // by the row's name

Shown values_shown() {
    const auto one = [](const std::string& fact) {
        return yaml_errors("{id: ann, sales: 1, " + fact + "}");
    };
    const std::string long_text(201, 'x');
    Shown shown;
    shown["missing"] = yaml_errors("{id: ann, sales: }");
    shown["below_range"] = one("visits: -1");
    shown["above_range"] = one("satisfaction: 101");
    shown["too_fine"] = one("visits: 1.5");
    shown["not_a_number"] = one("visits: many");
    shown["separators"] = one("visits: '1,000'");
    shown["exponent"] = one("visits: 1e3");
    shown["too_many_digits"] = one("visits: " + std::string(39, '1'));
    shown["no_percentage"] = yaml_errors("{id: ann, sales: 5%}");
    shown["short_form"] = yaml_errors("{id: ann, sales: 1.5万}");
    shown["full_width"] = one("visits: ３３００");
    shown["not_a_boolean"] = one("manager: 1");
    shown["not_a_date"] = one("hired: today");
    shown["no_such_day"] = one("hired: 2026-02-30");
    shown["not_a_choice"] = one("region: East");
    shown["not_a_text"] = errors_of({{Facts("ann").set("sales", 1).set("team", 7)}, {}, {}, {}});
    shown["text_too_long"] = one("team: " + long_text);
    shown["bad_utf8"] = errors_of({{Facts("ann").set("sales", 1).set("team", "\xFF")}, {}, {}, {}});
    shown["control_character"] = one("team: \"a\\nb\"");
    return shown;
}

Shown names_shown() {
    const auto one = [](const std::string& fact) {
        return yaml_errors("{id: ann, sales: 1, " + fact + "}");
    };
    std::string items;
    for (int i = 0; i <= 10'000; ++i) items += "{amount: 1},";
    Shown shown;
    shown["unknown_fact"] = one("vists: 1");
    shown["unknown_list"] = one("complaints: []");
    shown["unknown_field"] = one("contracts: [{amount: 1, colour: red}]");
    shown["given_twice"] = one("销售额: 2");
    shown["needs_a_list"] = one("contracts: 3");
    shown["needs_a_value"] = one("visits: [1]");
    shown["too_many_items"] = one("contracts: [" + items + "]");
    shown["item_key_twice"] = one("contracts: [{key: a, amount: 1}, {key: a, amount: 2}]");
    return shown;
}

Shown participants_shown() {
    const RawData two{{Facts("a").set("sales", 1), Facts("b").set("sales", 1)}, {}, {}, {}};
    Shown shown;
    shown["no_id"] = yaml_errors("[{id: ann, sales: 1}, {sales: 1}]");
    shown["bad_id"] = yaml_errors("{id: \"a\\tb\", sales: 1}");
    shown["id_twice"] = yaml_errors("[{id: ann, sales: 1}, {id: ann, sales: 1}]");
    shown["bad_period"] = yaml_errors("{id: ann, period: summer, sales: 1}");
    shown["too_many_participants"] = errors_of(two, {}, 1);
    shown["unknown_param"] = errors_of(two, {{"bonus", 1}});
    shown["empty_param"] = errors_of(two, {{"bonus_from", FactValue()}});
    shown["near_column"] = table_errors("id,sale\nann,1\n", "participant,amount\n");
    shown["wrong_cells"] = table_errors("id,sales\nann\n", "participant,amount\n");
    shown["unknown_participant"] = table_errors("id,sales\nann,1\n", "participant,amount\nbob,1\n");
    shown["no_period"] = table_errors("id,period,sales\nann,2026-Q1,1\nbob,2026-Q2,1\n",
                                      "participant,period,amount\nann,,1\n");
    shown["not_a_participant"] = yaml_errors("[ann]");
    shown["not_an_item"] = yaml_errors("{id: ann, sales: 1, contracts: [5]}");
    return shown;
}

/// What is told beside another error of the same row.
Shown rows_shown() {
    Shown shown;
    const auto alike = table_errors("id,sales\nann,1\n", "participant,amount\nAnn,1\n");
    if (!alike.empty()) shown["near_participant"] = {alike.back()};
    shown["no_column"] = table_errors("id,sales\nann,1\n", "participant,worth\nann,1\n");
    return shown;
}

/// What only a plan can tell: groups, and one period beside another.
Shown periods_shown() {
    const std::string facts =
        "fact team text\nfact sales money 0 .. 1_000_000\nscore\n  start 50\n  between 0 and 100\n"
        "  round 1\n";
    const std::string rank = "outcome place = rank by sales within team\n";
    const std::string before = "bonus rest\n  give ((score previous quarter) else 10) at most 20\n";
    const auto scored = [&](const std::string& header, const std::string& rest,
                            const std::vector<Facts>& all) {
        const auto made = Plan::compile("plan p\n  currency CNY\n" + header + facts + rest);
        EXPECT_TRUE(made.plan) << made.diagnostics.to_string();
        return made.plan ? made.plan->score_all(all).errors : std::vector<FactError>();
    };
    const auto who = [](const std::string& id, const std::string& period, FactValue sales) {
        return Facts(id, period).set("team", "red").set("sales", std::move(sales));
    };
    const auto second = [](std::vector<FactError> errors) {
        return errors.empty() ? errors : std::vector<FactError>{errors.back()};
    };
    Shown shown;
    shown["withheld"] = second(scored("", rank, {who("ann", "", 1), who("bob", "", "much")}));
    shown["second_period"] = scored("", "", {who("ann", "2026", 1), who("bob", "2027", 1)});
    shown["unnamed_period"] =
        scored("  cycle quarter\n", "", {who("ann", "2026-Q1", 1), who("bob", "", 1)});
    shown["period_before_failed"] = second(
        scored("  cycle quarter\n", before, {who("ann", "2026-Q1", -1), who("ann", "2026-Q2", 1)}));
    shown["out_of_effect"] = scored("  cycle quarter\n  effective 2026-01-01 to 2026-12-31\n", "",
                                    {who("ann", "2026-Q1", 1), who("bob", "2027-Q1", 1)});
    shown["refused"] = scored("", "require sales >= 10 else refuse \"Only {sales}\"\n",
                              {who("ann", "", 1), who("bob", "", 20)});
    return shown;
}

TEST(FactErrors, EveryRowIsShown) {
    Shown all = values_shown();
    all.merge(names_shown());
    all.merge(participants_shown());
    all.merge(rows_shown());
    all.merge(periods_shown());
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < value::trouble_count(); ++i) {
        const auto kind = static_cast<value::Trouble>(i);
        const std::string name(value::trouble_name(kind));
        EXPECT_TRUE(codes.insert(value::trouble_code(kind)).second)
            << name << " has a code of another row";
        ASSERT_EQ(all.count(name), 1U) << "no test shows " << name;
        const auto& errors = all[name];
        ASSERT_EQ(errors.size(), 1U) << name;
        EXPECT_EQ(errors[0].code, value::trouble_code(kind)) << errors[0].message;
        EXPECT_EQ(errors[0].message.find('{'), std::string::npos) << errors[0].message;
    }
    EXPECT_EQ(all.size(), value::trouble_count());
}

}  // namespace
}  // namespace meritum::io
