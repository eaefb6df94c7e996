// The JSON Schema of a plan's data: what docs/data.md takes passes, what it refuses does not. Read
// by RapidJSON's validator, which knows every keyword that is used.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

constexpr std::string_view text = R"(plan shop
  cycle quarter
  currency CNY
  languages en, zh
fact region | 区域 one of North | 北, South | 南
fact sales | 销售额 money 0 .. 1_000_000
fact margin | 毛利率 number 0% .. 60% default 12.5%
fact dozens number 0 .. 120 step 12 optional
fact hired date optional
fact late boolean default no
fact team text optional
fact contracts | 合同 list of
  amount money 1 .. 1000
score
  start 50
)";

class Passes {
public:
    explicit Passes(std::string_view plan = text) : plan_(Plan::compile(plan).plan.value()) {
        const auto written = inlined(to_json_schema(plan_.describe()));
        document_.Parse(written.c_str());
        EXPECT_FALSE(document_.HasParseError()) << written;
    }

    bool schema(const std::string& data) const {
        const rapidjson::SchemaDocument schema(document_);
        rapidjson::SchemaValidator validator(schema);
        rapidjson::Document json;
        json.Parse(data.c_str());
        EXPECT_FALSE(json.HasParseError()) << data;
        return json.Accept(validator);
    }

    /// The data as it is scored.
    bool border(const std::string& data) const {
        const auto file = std::filesystem::path(testing::TempDir()) /
                          ("meritum_schema_" + std::to_string(getpid()) + ".json");
        std::ofstream(file) << data;
        const auto read = read_data(plan_, file);
        std::filesystem::remove(file);
        return read.errors.empty() && plan_.score_all(read.facts).errors.empty();
    }

private:
    /// RapidJSON does not follow a reference inside `anyOf`, so the definition stands in its place.
    static std::string inlined(std::string schema) {
        const std::string reference = R"({"$ref":"#/$defs/participant"})";
        const std::string opening = R"("$defs":{"participant":)";
        const auto begin = schema.find(opening) + opening.size();
        const auto definition = schema.substr(begin, schema.size() - begin - 3);  // "}}\n"
        for (auto at = schema.find(reference); at != std::string::npos;
             at = schema.find(reference)) {
            schema.replace(at, reference.size(), definition);
        }
        return schema;
    }

    Plan plan_;
    rapidjson::Document document_;
};

/// One participant; `more` follows the two facts that are required.
std::string ann(const std::string& more) {
    return R"({"id": "ann", "region": "North", "sales": 500)" + more + "}";
}

TEST(FactsSchema, TakesWhatIsTaken) {
    const Passes passes;
    for (const std::string& data : {
             ann(""),
             "[" + ann("") + "]",
             std::string("[]"),
             R"({"period": "2026-Q3", "participants": [)" + ann("") + "]}",
             std::string(R"({"区域": "北", "销售额": "500.25"})"),
             ann(R"(, "period": "2026-Q4")"),
             ann(R"(, "margin": "15%")"),
             ann(R"(, "margin": 0.07, "dozens": 24)"),
             ann(R"(, "毛利率": 0.6, "dozens": "24.0")"),
             ann(R"(, "margin": null, "hired": "", "dozens": null)"),
             ann(R"(, "hired": "2026-07-01", "late": true, "team": "red")"),
             ann(R"(, "late": "YES", "team": 7)"),
             ann(R"(, "late": "否", "contracts": [])"),
             ann(R"(, "contracts": [{"key": "K-1", "amount": 1}, {"amount": "2.50"}])"),
             ann(R"(, "合同": [{"key": 7, "amount": 1000}])"),
             std::string(R"({"id": 7, "region": "North", "sales": 1})"),
             std::string(R"({"id": null, "region": "North", "sales": 1})"),
         }) {
        EXPECT_TRUE(passes.schema(data)) << data;
        EXPECT_TRUE(passes.border(data)) << data;
    }
}

TEST(FactsSchema, RefusesWhatIsRefused) {
    const Passes passes;
    for (const std::string& data : {
             std::string(R"({"id": "ann", "region": "North"})"),
             std::string(R"({"id": "ann", "region": "North", "sales": null})"),
             std::string(R"({"id": "ann", "region": "North", "sales": -1})"),
             std::string(R"({"id": "ann", "region": "North", "sales": 1000001})"),
             std::string(R"({"id": "ann", "region": "North", "sales": "1,000"})"),
             std::string(R"({"id": "ann", "region": "North", "sales": "15%"})"),
             std::string(R"({"id": "ann", "region": "East", "sales": 1})"),
             ann(R"(, "销售额": 500)"),
             ann(R"(, "margin": 0.61)"),
             ann(R"(, "margin": 0.1, "毛利率": 0.1)"),
             ann(R"(, "dozens": 13)"),
             ann(R"(, "hired": "1.7.2026")"),
             ann(R"(, "late": 1)"),
             ann(R"(, "period": "2026-07")"),
             ann(R"(, "vists": 3)"),
             std::string(R"({"id": true, "region": "North", "sales": 1})"),
             ann(R"(, "period": true)"),
             ann(R"(, "contracts": [{"key": false, "amount": 1}])"),
             ann(R"(, "contracts": 3)"),
             ann(R"(, "contracts": [3])"),
             ann(R"(, "contracts": [{"amount": 1001}])"),
             ann(R"(, "contracts": [{}])"),
             ann(R"(, "contracts": [{"amount": 1, "colour": "red"}])"),
         }) {
        EXPECT_FALSE(passes.schema(data)) << data;
        EXPECT_FALSE(passes.border(data)) << data;
    }
}

TEST(FactsSchema, PeriodsAreThoseOfTheCycle) {
    struct Case {
        std::string cycle;
        std::string good;
        std::string bad;
    };
    const Case cases[] = {
        {"  cycle month\n", R"("2026-07")", R"("2026-13")"},
        {"  cycle quarter\n", R"("2026-Q4")", R"("2026-Q5")"},
        {"  cycle half\n", R"("2026-H2")", R"("2026-H3")"},
        {"  cycle year\n", R"("2026")", R"("26")"},
        {"  cycle year\n", "2026", "true"},
        {"", R"("any")", "[2026]"},
    };
    for (const auto& [cycle, good, bad] : cases) {
        const Passes passes("plan p\n" + cycle +
                            "fact visits count 0 .. 10 \"Visits\"\nfact calls list of \"Calls\"\n"
                            "  key text\n  length number 0 .. 9 step 0.5 optional\n"
                            "outcome o = visits + (count of each call in calls)\n");
        const auto ann = [](const std::string& more) { return R"({"id": "ann", )" + more + "}"; };
        const auto in = [&](const std::string& period) {
            return ann(R"("visits": 3, "period": )" + period);
        };
        for (const auto& data : {in(good), in(R"("")"), ann(R"("visits": 3)"),
                                 ann(R"("visits": 3, "calls": [{"key": "K", "length": 0.5}])")}) {
            EXPECT_TRUE(passes.schema(data)) << cycle << data;
            EXPECT_TRUE(passes.border(data) || (!cycle.empty() && data != in(good)))
                << cycle << data;
        }
        for (const auto& data :
             {in(bad), ann(R"("visits": 3.5)"), ann(R"("visits": 11)"), ann(R"("visits": null)"),
              ann(R"("visits": 3, "calls": [{"length": 0.5}])"),
              ann(R"("visits": 3, "calls": [{"key": "K", "length": 10}])")}) {
            EXPECT_FALSE(passes.schema(data)) << cycle << data;
            EXPECT_FALSE(passes.border(data)) << cycle << data;
        }
    }
}

}  // namespace
}  // namespace meritum
