/// Facts: what happened to one participant in one period. The host fills them in, the plan's border
/// checks them.
///
///     meritum::Facts ann("ann");
///     ann.set("sales", 1'320'000).set("satisfaction", "95.5");
///     ann.add("contracts", {{"amount", 250'000}, {"signed", "2026-08-01"}});
///
/// Nothing is checked here; names, types, ranges and steps are checked when a plan scores them, and
/// every problem is reported with the participant, the fact and the value.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "meritum/date.hpp"
#include "meritum/decimal.hpp"
#include "meritum/export.hpp"

namespace meritum {

/// Where a value was read from, for error messages. Line and column count from 1; 0 means unknown.
struct Origin {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
};

/// One value of a fact: nothing (missing), yes/no, a number, a text or a date. A text is taken for
/// whatever type the plan declares ("1250.5", "15%", "2026-07-01", "yes"), as it comes out of a CSV
/// file.
class FactValue {
public:
    using Variant = std::variant<std::monostate, bool, Decimal, std::string, Date>;

    FactValue() = default;  ///< missing
    template <std::same_as<bool> T>
    FactValue(T value) : value_(value) {}  ///< a bool alone; a pointer is neither yes nor no
    template <std::integral T>
        requires(!std::same_as<T, bool> && !Character<T>)
    FactValue(T value) : value_(Decimal(value)) {}
    template <std::floating_point T>
    FactValue(T) = delete;  ///< refused: a double is not exact; pass "0.1" or a Decimal
    FactValue(Decimal value) : value_(value) {}
    FactValue(Date value) : value_(value) {}
    FactValue(std::string value) : value_(std::move(value)) {}
    FactValue(std::string_view value) : value_(std::string(value)) {}
    FactValue(std::u8string_view value) : value_(std::string(value.begin(), value.end())) {}
    FactValue(std::nullptr_t) {}
    FactValue(const char* value) {  ///< null: missing
        if (value != nullptr) value_ = std::string(value);
    }
    FactValue(const char8_t* value) {
        if (value != nullptr) *this = FactValue(std::u8string_view(value));
    }

    const Variant& get() const { return value_; }
    bool is_missing() const { return std::holds_alternative<std::monostate>(value_); }

    /// For messages: the value as a person would write it; "" when missing.
    MERITUM_API std::string to_string() const;

private:
    Variant value_;
};

/// A named value.
struct Fact {
    std::string name;  ///< any of the names the plan gives the fact
    FactValue value;
    std::uint32_t line = 0;    ///< where it stands in its file, from 1; 0 if it has no file
    std::uint32_t column = 0;  ///< in code points
};

/// One item of a list: its fields.
struct Item {
    std::vector<Fact> fields;
    std::string key;  ///< the item's own key; empty: its row number in the list, from 1
    std::uint32_t line = 0;
    std::string file;

    Item() = default;
    MERITUM_API Item(std::initializer_list<std::pair<std::string_view, FactValue>> fields);
};

/// A named list of items.
struct List {
    std::string name;
    std::vector<Item> items;
};

/// All facts of one participant in one period.
class MERITUM_API Facts {
public:
    Facts() = default;
    explicit Facts(std::string id, std::string period = {});
    Facts(std::initializer_list<std::pair<std::string_view, FactValue>> values);

    Facts& set(std::string_view name,
               FactValue value);                   ///< replaces an earlier value of the same name
    Facts& add(std::string_view list, Item item);  ///< appends an item; creates the list
    Facts& add_list(std::string_view list);        ///< an empty list, said explicitly

    std::string id;      ///< unique among the participants of a period; may be empty if there is
                         ///< only one, whose card has no id then
    std::string period;  ///< "2026-Q3", "2026-07", "2026-H1", "2026"; empty where the data has one
                         ///< period only
    std::string file;    ///< where they were read from; empty for a host's own
    std::uint32_t line = 0;
    std::vector<Fact> values;
    std::vector<List> lists;
};

}  // namespace meritum
