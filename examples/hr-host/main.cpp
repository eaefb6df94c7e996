// Scores a quarter of an HR database: reads facts by SQL, scores them by a plan, writes everything
// back in one transaction. In: a database, a quarter, a plan. Out: rows, and a few words. Sees
// Meritum's public headers only. Tests: tests/hosts/.
#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <meritum/meritum.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "database.hpp"
#include "facts.hpp"
#include "stored.hpp"

namespace {

using Words = std::vector<std::string>;

/// What the program ends with.
constexpr int fine = 0;
constexpr int look = 1;    // it was done, and somebody should read what is said
constexpr int failed = 2;  // nothing was changed

constexpr const char* usage = R"(hr-host DATABASE COMMAND

  run FILE...                     SQL files, such as a schema and its data; all or nothing
  score [--replace] QUARTER PLAN  read facts, score, write results and explanations; all or nothing
  show QUARTER                    what is stored, everybody
  show QUARTER EMPLOYEE [zh]      why, as it was explained then
  replay QUARTER [PLAN]           compute what is stored again: is every digit the same?

DATABASE is a file of SQLite or postgresql://... Ends with 0; with 1 where some facts were wrong or
a replay is not identical; with 2 where nothing was done.
)";

std::string read_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    if (!in) throw std::runtime_error(name + " cannot be read.");
    return {std::istreambuf_iterator<char>(in), {}};
}

int run(const std::string& place, const Words& files) {
    const auto database = hr::open_database(place, hr::Opening::may_create);
    hr::Transaction transaction(*database);
    for (const auto& file : files) database->run_script(read_file(file));
    transaction.commit();
    return fine;
}

/// A quarter is scored once: what was stored may have been told and paid. Who means to replace it
/// says so.
void make_room(hr::Database& database, const std::string& quarter, bool replace) {
    const auto stored = hr::find_scoring(database, quarter);
    if (!stored) return;
    if (!replace)
        throw std::runtime_error(quarter + " was scored already, at " + stored->scored_at + " by " +
                                 stored->plan + " (" + stored->fingerprint +
                                 "). People may have been told and paid, so it stays. To score it "
                                 "again in its place: score --replace.");
    hr::remove_scoring(database, quarter);
}

int score(const std::string& place, const std::string& quarter, const std::string& plan_file,
          bool replace) {
    const auto plan = meritum::Plan::load(plan_file);
    const auto database = hr::open_database(place, hr::Opening::existing);

    hr::Transaction transaction(*database);
    make_room(*database, quarter, replace);
    const auto facts = hr::read_facts(*database, quarter);
    const auto results = plan.score_all(facts);
    hr::store(*database, quarter, plan, results);
    transaction.commit();

    std::cout << quarter << ": " << results.cards.size() << " of " << facts.size() << " scored by "
              << plan.name() << " (" << plan.fingerprint() << ")\n";
    for (const auto& error : results.errors)
        std::cout << error.id << ": " << error.code << " " << error.message << '\n';
    return results.errors.empty() ? fine : look;
}

void show_everybody(hr::Database& database, const std::string& quarter) {
    const auto cards = database.run(
        "SELECT s.score, s.grade, p.number, s.employee, e.name "
        "FROM stored_score AS s JOIN employee AS e ON e.id = s.employee "
        "LEFT JOIN stored_outcome AS p "
        "ON p.quarter = s.quarter AND p.employee = s.employee AND p.name = 'payment' "
        "WHERE s.quarter = $1 ORDER BY s.employee",
        {quarter});
    for (const auto& row : cards.rows)
        std::cout << std::setw(7) << row[0].value_or("-") << "  " << row[1].value_or("-") << "  "
                  << std::setw(9) << row[2].value_or("-") << "  " << row[3].value() << " ("
                  << row[4].value() << ")\n";
    const auto errors = database.run(
        "SELECT employee, code, message FROM score_error WHERE quarter = $1 ORDER BY position",
        {quarter});
    for (const auto& row : errors.rows)
        std::cout << row[0].value() << ": " << row[1].value() << " " << row[2].value() << '\n';
}

int show(const std::string& place, const Words& words) {
    const auto database = hr::open_database(place, hr::Opening::existing);
    const std::string& quarter = words[0];
    if (!hr::find_scoring(*database, quarter))
        throw std::runtime_error(quarter + " was not scored yet.");
    if (words.size() == 1) {
        show_everybody(*database, quarter);
        return fine;
    }
    const std::string language = words.size() > 2 ? words[2] : "en";
    const auto pages = database->run(
        "SELECT page FROM score_explanation "
        "WHERE quarter = $1 AND employee = $2 AND language = $3",
        {quarter, words[1], language});
    if (pages.rows.empty())
        throw std::runtime_error("Nothing is stored about " + words[1] + " in " + quarter +
                                 " in the language " + language + ".");
    std::cout << pages.rows.front().front().value();
    return fine;
}

/// By the plan that is stored beside the results, or by another, to see what it would have changed.
int replay(const std::string& place, const Words& words) {
    const auto database = hr::open_database(place, hr::Opening::existing);
    hr::Transaction reading(*database);  // one state of what is stored
    const std::string& quarter = words[0];
    const auto stored = hr::find_scoring(*database, quarter);
    if (!stored) throw std::runtime_error(quarter + " was not scored yet.");

    const auto compiled = meritum::Plan::compile(stored->plan_text, "the stored plan");
    if (words.size() == 1 && !compiled) throw std::runtime_error(compiled.diagnostics.to_string());
    const auto plan = words.size() > 1 ? meritum::Plan::load(words[1]) : compiled.plan.value();
    const auto replay = plan.replay(stored->archive, "the stored archive");
    auto found = hr::differences(*database, quarter, replay);
    if (plan.fingerprint() != stored->fingerprint)
        found.insert(found.begin(), "The plan is " + plan.fingerprint() + ", scored was by " +
                                        stored->fingerprint + ".");

    std::cout << meritum::to_text(replay);
    for (const auto& sentence : found) std::cout << sentence << '\n';
    const bool identical = replay.identical() && found.empty();
    std::cout << quarter << ": " << (identical ? "identical" : "not identical") << '\n';
    return identical ? fine : look;
}

int obey(const std::string& place, const std::string& command, Words words) {
    const auto between = [&](std::size_t least, std::size_t most) {
        return words.size() >= least && words.size() <= most;
    };
    if (command == "run" && !words.empty()) return run(place, words);
    if (command == "show" && between(1, 3)) return show(place, words);
    if (command == "replay" && between(1, 2)) return replay(place, words);
    if (command == "score") {
        const bool replace = !words.empty() && words[0] == "--replace";
        if (replace) words.erase(words.begin());
        if (words.size() == 2) return score(place, words[0], words[1], replace);
    }
    std::cerr << usage;
    return failed;
}

}  // namespace

int main(int count, char** arguments) {
    const Words words(arguments + 1, arguments + count);
    if (words.size() < 2) {
        std::cerr << usage;
        return failed;
    }
    try {
        return obey(words[0], words[1], Words(words.begin() + 2, words.end()));
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return failed;
    }
}
