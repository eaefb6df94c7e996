// Facts as a host fills them in. In: names and values. Out: the same, in order. Checks nothing:
// that is the border's. Must not know a schema. Tests: tests/value/facts_test.cpp.
#include "meritum/facts.hpp"

#include <algorithm>

namespace meritum {
namespace {

struct Printer {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(const Decimal& value) const { return value.to_string(); }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(const Date& value) const { return value.to_string(); }
};

Fact fact(std::string_view name, FactValue value) {
    Fact result;
    result.name = std::string(name);
    result.value = std::move(value);
    return result;
}

List& list_of(std::vector<List>& lists, std::string_view name) {
    const auto found = std::find_if(lists.begin(), lists.end(),
                                    [&](const List& list) { return list.name == name; });
    if (found != lists.end()) return *found;
    lists.emplace_back();
    lists.back().name = std::string(name);
    return lists.back();
}

}  // namespace

std::string FactValue::to_string() const { return std::visit(Printer{}, value_); }

Item::Item(std::initializer_list<std::pair<std::string_view, FactValue>> values) {
    fields.reserve(values.size());
    for (const auto& [name, value] : values) fields.push_back(fact(name, value));
}

Facts::Facts(std::string who, std::string when) : id(std::move(who)), period(std::move(when)) {}

Facts::Facts(std::initializer_list<std::pair<std::string_view, FactValue>> given) {
    for (const auto& [name, value] : given) set(name, value);
}

Facts& Facts::set(std::string_view name, FactValue value) {
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const Fact& fact) { return fact.name == name; });
    if (found != values.end()) {
        *found = fact(name, std::move(value));
    } else {
        values.push_back(fact(name, std::move(value)));
    }
    return *this;
}

Facts& Facts::add(std::string_view list, Item item) {
    list_of(lists, list).items.push_back(std::move(item));
    return *this;
}

Facts& Facts::add_list(std::string_view list) {
    list_of(lists, list);
    return *this;
}

}  // namespace meritum
