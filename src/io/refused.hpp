// Participants whose rows or entries are wrong as such: their values are looked at all the same, so
// that everything wrong with them is told at once. In: their facts and what was said of them. Out:
// more errors. Tests: tests/io/document_test.cpp, tests/io/tables_test.cpp.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "meritum/facts.hpp"
#include "meritum/scorecard.hpp"
#include "value/schema.hpp"

namespace meritum::io {

class Refused {
public:
    explicit Refused(const value::Schema& schema) : schema_(&schema) {}

    void add(Facts facts) { facts_.push_back(std::move(facts)); }
    /// Of a fact or field of this line something was said already: it is not missing.
    void said(std::string fact, std::size_t line) { said_.emplace(std::move(fact), line); }

    /// What the border finds wrong with their values. Ids and periods are the reader's business.
    void report(std::vector<FactError>& errors) const;

private:
    const value::Schema* schema_;
    std::vector<Facts> facts_;
    std::set<std::pair<std::string, std::size_t>> said_;
};

}  // namespace meritum::io
