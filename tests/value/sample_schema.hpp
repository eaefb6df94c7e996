// A small schema for tests of value/ and io/: one column of each type, a list, a param. Built by
// hand, so that these rooms are tested without the checker.
#pragma once

#include <utility>

#include "base/limits.hpp"
#include "value/schema.hpp"

namespace meritum::value {

struct SampleSchema : Schema {
    SampleSchema() {
        cycle = Cycle::quarter;
        currency = "CNY";
        auto& sales = add_fact(number_column({"sales", "销售额"}, 0, 1'000'000'000, ratio(1, 100)));
        sales.unit = Unit::money;
        sales.currency = "CNY";
        auto& visits = add_fact(number_column({"visits"}, 0, limits::count, 1));
        visits.default_value = FactValue(0);
        visits.counts = true;
        add_fact(number_column({"satisfaction"}, 0, 100, ratio(1, 100))).optional = true;
        auto& margin = add_fact(number_column({"margin"}, ratio(-1, 2), 1, ratio(1, 1000)));
        margin.percent = true;
        margin.optional = true;
        auto& team = add_fact(column({"team", "团队"}, Type::text));
        team.optional = true;
        auto& region = add_fact(column({"region"}, Type::choice));
        region.choices = {{"North", "北"}, {"South", "南"}};
        region.optional = true;
        add_fact(column({"manager"}, Type::boolean)).default_value = FactValue(false);
        auto& hired = add_fact(column({"hired"}, Type::date));
        hired.range = {Date::parse("2000-01-01")->days(), Date::parse("2026-12-31")->days()};
        hired.optional = true;

        ListSchema contracts;
        contracts.name = "contracts";
        contracts.names = {"contracts", "合同"};
        lists.push_back(contracts);
        add_field(number_column({"amount", "金额"}, 0, limits::money, ratio(1, 100)));
        auto& urgent = add_field(column({"urgent"}, Type::boolean));
        urgent.optional = true;

        auto bonus_from = number_column({"bonus_from"}, 10, 20, 1);
        bonus_from.default_value = FactValue(15);
        params.push_back(ColumnId{static_cast<std::uint32_t>(columns.size())});
        columns.push_back(bonus_from);
    }

    static number::Rational ratio(int above, int below) {
        return {number::Integer(above), number::Integer(below)};
    }

    static ColumnSchema column(std::vector<std::string> names, Type type) {
        ColumnSchema result;
        result.name = names.front();
        result.names = std::move(names);
        result.type = type;
        return result;
    }

    static ColumnSchema number_column(std::vector<std::string> names, const number::Rational& low,
                                      const number::Rational& high, const number::Rational& step) {
        auto result = column(std::move(names), Type::number);
        result.range = {low, high};
        result.step = step;
        return result;
    }

    const ColumnSchema& named(std::string_view name) const { return columns[id_of(name).index]; }

    ColumnId id_of(std::string_view name) const {
        for (std::uint32_t i = 0; i < columns.size(); ++i) {
            if (columns[i].name == name) return {i};
        }
        return {};
    }

private:
    ColumnSchema& add_fact(ColumnSchema fact) {
        facts.push_back(ColumnId{static_cast<std::uint32_t>(columns.size())});
        columns.push_back(std::move(fact));
        columns.reserve(32);
        return columns.back();
    }

    ColumnSchema& add_field(ColumnSchema field) {
        field.list = ListId{0};
        lists[0].fields.push_back(ColumnId{static_cast<std::uint32_t>(columns.size())});
        columns.push_back(std::move(field));
        return columns.back();
    }
};

}  // namespace meritum::value
