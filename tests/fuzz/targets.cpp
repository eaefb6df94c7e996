// See targets.hpp.
#include "fuzz/targets.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>

#include "api/plan_body.hpp"
#include "io/read.hpp"
#include "meritum/meritum.hpp"
#include "meritum/suite.hpp"

namespace meritum::fuzz {

namespace {

/// A broken promise: libFuzzer keeps the text that showed it.
void promise(bool holds, const char* words) {
    if (holds) return;
    std::fprintf(stderr, "meritum: a broken promise: %s\n", words);
    std::abort();
}

/// The plan whose data is read: every type, an optional fact, lists with fields.
const Plan& plan_of_data() {
    static const Plan plan =
        Plan::load(MERITUM_REPOSITORY "/examples/electronics-quarter/plan.merit");
    return plan;
}

const value::Schema& schema() { return plan_of_data().body().graph->schema; }

/// A period outside the plan's days is an error of the whole, and says so.
void score(const Plan& plan, std::span<const Facts> facts) try {
    const auto results = plan.score_all(facts);
    for (const auto& card : results.cards)
        promise(!card.explain().empty(), "a card explains itself");
    to_json(results);
} catch (const Error& error) {
    promise(error.what()[0] != '\0', "what cannot be scored says why");
}

/// Parsed, checked, lowered; told in every form; its own layout is the same plan.
void plan(std::string_view text) {
    const auto compiled = Plan::compile(text);
    compiled.diagnostics.to_string();
    if (!compiled) {
        promise(!compiled.diagnostics.items.empty(), "what is no plan says why");
        return;
    }
    const Plan& plan = *compiled.plan;
    plan.describe();
    plan.graph();
    for (const char* lang : {"en", "zh"}) {
        const auto again = Plan::compile(plan.format(lang));
        promise(again && again.plan->fingerprint() == plan.fingerprint(),
                "a plan laid out in another tongue is the same plan");
    }
    Facts nobody("ann", "");
    score(plan, std::span<const Facts>(&nobody, 1));
}

void format(std::string_view text) {
    for (const char* lang : {"", "zh"}) {
        const auto once = meritum::format(text, lang);
        if (!once.text) continue;
        const auto twice = meritum::format(*once.text, lang);
        promise(twice.text == once.text, "what is laid out stays as it is");
    }
}

void document(io::Format format, std::string_view text) {
    try {
        score(plan_of_data(), io::read_text(format, "data", text, schema()).facts);
    } catch (const io::ReadError& error) {
        promise(error.what()[0] != '\0', "what cannot be read says why");
    }
}

void yaml(std::string_view text) { document(io::Format::yaml, text); }
void json(std::string_view text) { document(io::Format::json, text); }

/// The participants, and behind a line `---` the contracts; without it both are the same text.
void csv(std::string_view text) {
    const auto line = text.find("\n---\n");
    const auto first = line == std::string_view::npos ? text : text.substr(0, line + 1);
    const auto second = line == std::string_view::npos ? text : text.substr(line + 5);
    try {
        const auto data = io::read_tables({{"data/participants.csv", std::string(first)},
                                           {"data/contracts.csv", std::string(second)}},
                                          schema());
        score(plan_of_data(), data.facts);
    } catch (const io::ReadError& error) {
        promise(error.what()[0] != '\0', "what cannot be read says why");
    }
}

/// A folder of its own, gone at the end.
class Folder {
public:
    Folder() { std::filesystem::create_directories(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    void write(const char* name, std::string_view text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / ("meritum_fuzz_" + std::to_string(::getpid()));
};

bool is_same(const FactError& a, const FactError& b) {
    return a.id == b.id && a.line == b.line && a.column == b.column && a.message == b.message;
}

void expect_same(const LargeResults& quick, const Results& results) {
    std::string csv;
    quick.write_csv([&](std::string_view piece) { csv += piece; });
    promise(csv == to_csv(results), "columns give what cards give");
    const auto& errors = quick.others().errors;
    promise(std::equal(errors.begin(), errors.end(), results.errors.begin(), results.errors.end(),
                       is_same),
            "columns and cards say the same of what is wrong");
}

/// The same as CSV, by columns and by cards.
void folder(std::string_view text) {
    static const Folder top;
    const auto line = text.find("\n---\n");
    top.write("participants.csv", line == std::string_view::npos ? text : text.substr(0, line + 1));
    top.write("contracts.csv", line == std::string_view::npos ? text : text.substr(line + 5));
    LargeOptions options;
    options.threads = 2;
    options.least_participants = 0;
    std::string refused;
    std::optional<LargeResults> quick;
    try {
        const auto read = LargeFolder::read(plan_of_data(), top.path(), {}, options);
        if (read) quick = read->score(plan_of_data(), {}, options);
    } catch (const Error& error) {
        refused = error.what();
    }
    if (!quick && refused.empty()) return;
    try {
        const auto data = read_data(plan_of_data(), top.path());
        promise(refused.empty(), "what columns refuse, cards refuse");
        ScoreOptions how;
        how.unread = data.errors;
        expect_same(*quick, plan_of_data().score_all(data.facts, how));
    } catch (const Error& error) {
        promise(refused == error.what(), "columns and cards refuse in the same words");
    }
}

/// The rows of a table with a column of every type, in each format.
void rows(std::string_view text) {
    static const Plan plan =
        *Plan::compile(
             "plan p\n  currency CNY\n"
             "fact region one of North, South default North\n"
             "table rates\n"
             "  by product text, amount money, since date, area one of (North, "
             "South), urgent boolean gives rate number 0% .. 20%, note text\n"
             "  rows from data\n"
             "outcome o = rates(\"A-1\", 100, 2026-07-01, region, yes).rate else 1\n")
             .plan;
    for (const auto format : {RowsFormat::csv, RowsFormat::yaml, RowsFormat::json}) {
        const TableRows given{"rates", std::string(text), format, "rows", false};
        try {
            const auto with = plan.with_tables({&given, 1});
            Facts nobody("ann", "");
            score(with, std::span<const Facts>(&nobody, 1));
        } catch (const Error& error) {
            promise(error.what()[0] != '\0', "rows that do not fit say why");
        }
    }
}

void suite(std::string_view text) {
    suite::Options options;
    options.jobs = 1;
    suite::Report report;
    report.suites.push_back(suite::run_text(
        text, MERITUM_REPOSITORY "/examples/electronics-quarter/x.test.yaml", options));
    suite::to_text(report);
    suite::to_json(report);
    suite::to_junit(report);
}

}  // namespace

const std::vector<Target>& targets() {
    static const std::vector<Target> all = {{"plan", plan}, {"format", format}, {"yaml", yaml},
                                            {"json", json}, {"csv", csv},       {"folder", folder},
                                            {"rows", rows}, {"suite", suite}};
    return all;
}

const Target* find_target(std::string_view name) {
    for (const auto& target : targets()) {
        if (target.name == name) return &target;
    }
    return nullptr;
}

}  // namespace meritum::fuzz
