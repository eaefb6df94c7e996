// Every case of suites, written out for other hands: the facts as data, and what the C++ API makes
// of them. In: a folder, then files and folders of suites. Out: in the folder, for case 17:
// `17.json`, its facts; `17.cpp.json`, all results as `to_json` has them; `17.cpp.card.json`, the
// first card explained; `17.typed.json`, the facts of all cards as they were taken, if nobody
// failed. cases.tsv says for each case: number, plan, period, tongue, params, how many rows of
// facts, suite and name. See run.py.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "api/plan_body.hpp"
#include "meritum/meritum.hpp"
#include "report/json.hpp"
#include "suite/facts.hpp"
#include "suite/find.hpp"
#include "suite/read.hpp"

namespace {

using namespace meritum;
using report::JsonWriter;

void write_value(const FactValue& value, JsonWriter& out) {
    const auto& held = value.get();
    if (const auto* truth = std::get_if<bool>(&held)) return out.boolean(*truth);
    if (const auto* number = std::get_if<Decimal>(&held)) return out.number(*number);
    if (const auto* text = std::get_if<std::string>(&held)) return out.text(*text);
    if (const auto* date = std::get_if<Date>(&held)) return out.text(date->to_string());
    out.null();
}

void write_values(const std::vector<Fact>& values, JsonWriter& out) {
    for (const auto& fact : values) {
        out.key(fact.name);
        write_value(fact.value, out);
    }
}

void write_person(const Facts& facts, JsonWriter& out) {
    out.begin_object();
    if (!facts.id.empty()) out.key("id"), out.text(facts.id);
    if (!facts.period.empty()) out.key("period"), out.text(facts.period);
    write_values(facts.values, out);
    for (const auto& list : facts.lists) {
        out.key(list.name);
        out.begin_array();
        for (const auto& item : list.items) {
            out.begin_object();
            if (!item.key.empty()) out.key("key"), out.text(item.key);
            write_values(item.fields, out);
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

/// One who needs no id stands alone, others in a list.
std::string document(const std::vector<Facts>& people) {
    JsonWriter out;
    if (people.size() == 1 && people.front().id.empty() && people.front().period.empty()) {
        write_person(people.front(), out);
    } else {
        out.begin_array();
        for (const auto& one : people) write_person(one, out);
        out.end_array();
    }
    return out.take();
}

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    if (!out.flush()) throw Error("cannot write " + path.string(), {}, {});
}

class Writer {
public:
    explicit Writer(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void write(const suite::Suite& suite) {
        for (const auto& one : suite.cases) {
            if (!one.participants.empty()) write(suite, one);
        }
    }

    std::size_t finish() {
        write_file(folder_ / "cases.tsv", rows_);
        return count_;
    }

private:
    /// Facts of the suite as data, and the data read again: places in it are then the same for all.
    void write(const suite::Suite& suite, const suite::Case& one) {
        const auto& plan = *one.plan->compiled.plan;
        const auto number = std::to_string(++count_);
        const auto data = folder_ / (number + ".json");
        std::vector<Facts> people;
        for (const auto& participant : one.participants) {
            auto raw = suite::facts_of(participant, *one.plan->words, suite.file);
            if (!raw.errors.empty()) {  // it is about how values are written in YAML
                --count_;
                return;
            }
            for (auto& facts : raw.facts) {
                if (facts.period.empty()) facts.period = one.period;
                people.push_back(std::move(facts));
            }
        }
        write_file(data, document(people));
        ScoreOptions options;
        options.params = one.params;
        options.period = one.period;
        options.lang = one.lang;
        std::string found;
        try {
            const auto given = read_data(plan, data);
            options.unread = given.errors;
            const auto results = plan.score_all(given.facts, options);
            found = to_json(results);
            if (!results.cards.empty())
                write_file(folder_ / (number + ".cpp.card.json"),
                           results.cards.front().explain_json(one.lang));
            if (results.errors.empty() && !scores_periods(people)) write_typed(number, results);
        } catch (const Error& error) {
            found = std::string(error.what()) + "\n";
        }
        write_file(folder_ / (number + ".cpp.json"), found);
        rows_ += number + "\t" + plan.body().file + "\t" + one.period + "\t" + one.lang + "\t" +
                 params_of(one) + "\t" + std::to_string(people.size()) + "\t" + suite.file + "\t" +
                 one.name + "\n";
    }

    /// Earlier periods carry what a card does not tell.
    static bool scores_periods(const std::vector<Facts>& people) {
        for (const auto& one : people) {
            if (one.period != people.front().period) return true;
        }
        return false;
    }

    void write_typed(const std::string& number, const Results& results) {
        std::vector<Facts> people;
        for (const auto& card : results.cards) people.push_back(card.facts());
        write_file(folder_ / (number + ".typed.json"), document(people));
    }

    static std::string params_of(const suite::Case& one) {
        std::string text;
        for (const auto& [name, value] : one.params)
            text += (text.empty() ? "" : ";") + name + "=" + value.to_string();
        return text;
    }

    std::filesystem::path folder_;
    std::string rows_;
    std::size_t count_ = 0;
};

int run(int count, char** words) {
    Writer writer(words[1]);
    std::vector<std::filesystem::path> paths(words + 2, words + count);
    const auto found = suite::find(paths);
    for (const auto& problem : found.problems) std::cerr << problem.message << "\n";
    for (const auto& file : found.files) {
        std::ifstream in(file, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), {});
        suite::Problems problems(file.string());
        const auto suite = suite::read(text, file, problems);
        if (suite) {
            writer.write(*suite);
        } else {
            std::cerr << file.string() << " cannot be run\n";
            return 1;
        }
    }
    std::cout << writer.finish() << " cases of " << found.files.size() << " suites\n";
    return found.problems.empty() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) {
        std::cerr << "cases FOLDER SUITE...\n";
        return 2;
    }
    try {
        return run(count, words);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
