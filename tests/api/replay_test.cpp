// Archives computed again: the same digits, or what is not as it was. In: plans, facts, archives
// that were changed by hand. Out: verdicts.
#include "meritum/replay.hpp"

#include <gmock/gmock.h>

#include "base/limits.hpp"
#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::ThrowsMessage;

constexpr std::string_view alone = R"(plan sellers
  cycle quarter
  currency CNY

fact sales money 0 .. 1_000_000
fact share number 0% .. 100% optional
fact junior boolean default no
fact hired date optional
fact team text default "none"
fact deals list of
  amount money
  won boolean

param top = 20 in 10 .. 30

score
  start 100

bonus selling
  give 1 per full 1_000 of sales
  at most top

bonus deal
  for each one in deals where one.won
  give 2

outcome pay = sales * 1% round 0.01
outcome young = junior

grade
  A from 110
  B otherwise
)";

constexpr std::string_view ranked = R"(plan ranks
  cycle quarter

fact sales count
fact team text

let place = rank by sales within team

score
  start 10

bonus first
  when place = 1
  give 5
)";

Plan compile(std::string_view text) {
    auto compiled = Plan::compile(text);
    EXPECT_TRUE(compiled) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << "\n" << text;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::vector<Facts> sellers() {
    Facts ann("ann", "2026-Q3");
    ann.set("sales", "15000.50").set("share", "12.5%").set("junior", true);
    ann.set("hired", "2026-01-01").set("team", "北 \"x\"");
    ann.add("deals", {{"amount", 5}, {"won", true}}).add("deals", {{"amount", 1}, {"won", false}});
    Facts bob("bob", "2026-Q3");
    bob.set("sales", 90'000);
    return {ann, bob};
}

std::string archive_of(const Plan& plan, const std::vector<Facts>& facts,
                       const ScoreOptions& options = {}) {
    return to_archive(plan.score_all(facts, options));
}

std::vector<std::string> told(const ReplayedCard& card) {
    std::vector<std::string> all = card.changes;
    for (const auto& difference : card.differences)
        all.push_back(difference.what + " " + difference.archived + "->" + difference.replayed);
    return all;
}

TEST(Replay, AnArchiveComesOutTheSameToTheDigit) {
    const auto plan = compile(alone);
    ScoreOptions options;
    options.params = {{"top", 25}};
    options.lang = "zh";
    const auto replay = plan.replay(archive_of(plan, sellers(), options));
    ASSERT_THAT(replay.cards, SizeIs(2));
    EXPECT_TRUE(replay.identical()) << to_text(replay);
    EXPECT_EQ(replay.cards[0].id, "ann");
    EXPECT_EQ(replay.cards[0].period, "2026-Q3");
    EXPECT_THAT(told(replay.cards[0]), IsEmpty());
    EXPECT_EQ(replay.cards[1].card->score(), Decimal(125)) << "by the params of then";
    EXPECT_EQ(to_text(replay), "2 cards: 2 identical\n");
}

TEST(Replay, AnArchiveIsNeverHalfOfOne) {
    const auto plan = compile(alone);
    ScoreOptions options;
    options.keep = Keep::results;
    const auto results = plan.score_all(sellers(), options);
    EXPECT_THAT([&] { to_archive(results); }, ThrowsMessage<Error>(HasSubstr("Keep::lines")));
    EXPECT_THAT([&] { results.cards[0].explain_archive(); },
                ThrowsMessage<Error>(HasSubstr("Keep::lines")));
    options.keep = Keep::everything;
    EXPECT_TRUE(plan.replay(archive_of(plan, sellers(), options)).identical());
}

TEST(Replay, CardsOfOneLineEach) {
    const auto plan = compile(alone);
    const auto results = plan.score_all(sellers());
    std::string lines;
    for (const auto& card : results.cards) lines += card.explain_archive("en") + "\n";
    lines += results.cards[0].explain_archive("zh");  // the same card once more
    const auto replay = plan.replay(lines);
    ASSERT_THAT(replay.cards, SizeIs(3));
    EXPECT_TRUE(replay.identical()) << to_text(replay);
    EXPECT_EQ(replay.cards[2].id, "ann");
    EXPECT_TRUE(plan.replay(results.cards[1].explain_archive()).identical());
}

TEST(Replay, ArchivesOneBehindTheOther) {
    const auto plan = compile(alone);
    const auto results = plan.score_all(sellers());
    const auto many = to_archive(results);
    const auto one = results.cards[0].explain_archive();
    for (const auto& text : {many + many, one + many, many + one, one + one, many + "\n" + one}) {
        const auto replay = plan.replay(text);
        EXPECT_GE(replay.cards.size(), 2U);
        EXPECT_TRUE(replay.identical()) << to_text(replay);
    }
    EXPECT_THAT(plan.replay(one + many).cards, SizeIs(3));
    EXPECT_THROW(plan.replay(one + "}"), Error);
    EXPECT_THROW(plan.replay(one + one.substr(0, one.size() / 2)), Error);
    EXPECT_THROW(plan.replay(to_archive(plan.score_all({}))), Error) << "it holds no card";
}

TEST(Replay, DigitsThatWereTamperedWith) {
    const auto plan = compile(alone);
    const auto archive = archive_of(plan, sellers());
    auto replay = plan.replay(replaced(archive, "\"pay\":150.01", "\"pay\":150.02"));
    EXPECT_EQ(replay.cards[0].verdict, ReplayVerdict::differs);
    EXPECT_THAT(told(replay.cards[0]),
                ElementsAre(HasSubstr("the archive was changed after it was written"),
                            "outcomes.pay 150.02->150.01"));
    EXPECT_EQ(replay.cards[1].verdict, ReplayVerdict::identical);

    replay = plan.replay(replaced(archive, "\"points\":90", "\"points\":9e1"));
    EXPECT_EQ(replay.count(ReplayVerdict::differs), 1U) << "a number is written in full";
    replay = plan.replay(replaced(archive, "\"points\":100", "\"points\":100.0"));
    EXPECT_TRUE(replay.identical()) << "the same number";
    replay = plan.replay(replaced(archive, "\"sales\":15000.5", "\"sales\":16000.5"));
    EXPECT_GE(replay.cards[0].differences.size(), 3U) << "facts were changed";
    replay = plan.replay(replaced(archive, "score//deal/rule", "score//dael/rule"));
    EXPECT_THAT(told(replay.cards[0]),
                ElementsAre(HasSubstr("changed"), "lines.score//dael/rule 2->",
                            "lines.score//deal/rule ->2"));
    replay = plan.replay(replaced(archive, "\"young\":true", "\"young\":null"));
    EXPECT_THAT(told(replay.cards[0]),
                ElementsAre(HasSubstr("changed"), "outcomes.young null->true"));
}

TEST(Replay, APlanThatChangedIsToldLineByLine) {
    const auto then = compile(alone);
    const auto archive = archive_of(then, sellers());
    const auto now = compile(replaced(std::string(alone), "give 2\n", "give 3\n"));
    const auto replay = now.replay(archive);
    EXPECT_EQ(replay.cards[0].verdict, ReplayVerdict::differs);
    EXPECT_THAT(
        told(replay.cards[0]),
        ElementsAre(HasSubstr("the plan has changed: its fingerprint was sha256:"),
                    "score 117->118", "totals.score 117->118", "lines.score//deal/rule 2->3"));
    EXPECT_EQ(replay.cards[1].verdict, ReplayVerdict::differs) << "it is another plan all the same";
    EXPECT_THAT(replay.cards[1].differences, IsEmpty());
    // What is so of several cards is told once.
    const auto text = to_text(replay);
    EXPECT_EQ(text.find("of 2 cards: the plan has changed: its fingerprint was sha256:"), 0U);
    EXPECT_THAT(text, HasSubstr("\nann · 2026-Q3: differs\n  score: was 117, is now 118\n"));
    EXPECT_EQ(text.find("bob"), std::string::npos) << text;
    EXPECT_THAT(text,
                HasSubstr("\n2 cards: 0 identical, 1 of another plan with the same numbers, 1 "
                          "differs\n"));
    const auto one = now.replay(archive_of(then, {sellers().at(1)}));
    EXPECT_THAT(to_text(one), HasSubstr("bob · 2026-Q3: differs\n  the plan has changed"));
    EXPECT_THAT(to_text(one), HasSubstr("  every number is the same\n1 card: 0 identical, 1 of "));
}

TEST(Replay, FactsAndParamsThePlanNoLongerKnows) {
    const auto archive = archive_of(compile(alone), sellers());
    auto text = replaced(std::string(alone), "fact hired date optional\n", "");
    text = replaced(text, "fact deals list of\n  amount money\n  won", "fact deals list of\n  won");
    auto replay = compile(text).replay(archive);
    EXPECT_EQ(replay.cards[0].verdict, ReplayVerdict::differs);
    EXPECT_THAT(replay.cards[0].changes,
                ElementsAre(HasSubstr("the plan has changed"),
                            "`hired` is no fact of the plan any more and is left out",
                            "`deals.amount` is no field of the plan any more and is left out"));
    EXPECT_THAT(replay.cards[0].differences, IsEmpty());

    text =
        replaced(std::string(alone), "param top = 20 in 10 .. 30", "param best = 20 in 10 .. 30");
    text = replaced(text, "at most top", "at most best");
    replay = compile(text).replay(archive);
    EXPECT_THAT(replay.cards[1].changes,
                ElementsAre(HasSubstr("changed"), "`top` is no param of the plan any more",
                            "the param `best` is new; the plan's own value is taken"));
}

TEST(Replay, AnArchiveOfAnotherPlanOrEditionSaysSo) {
    const auto plan = compile(alone);
    const auto archive = archive_of(plan, {sellers().at(1)});
    struct Case {
        std::string from;
        std::string to;
        std::string told;
    };
    const Case cases[] = {
        {"\"sellers\"", "\"buyers\"", "the card is of the plan `buyers`, this one is `sellers`"},
        {"\"edition\":", "\"edition\":9", "the language edition was 91 and is now 1"},
    };
    for (const auto& [from, to, told] : cases) {
        const auto card = plan.replay(replaced(archive, from, to)).cards.at(0);
        EXPECT_THAT(card.changes, Contains(HasSubstr(told)));
        EXPECT_EQ(card.verdict, ReplayVerdict::identical) << "its numbers come out the same";
        EXPECT_THAT(card.differences, IsEmpty());
    }
}

TEST(Replay, WhatCannotBeComputedSaysWhy) {
    const auto then = compile(alone);
    ScoreOptions options;
    options.params = {{"top", 25}};
    const auto archive = archive_of(then, sellers(), options);
    auto text = replaced(std::string(alone), "in 10 .. 30", "in 10 .. 22");
    auto replay = compile(text).replay(archive);
    EXPECT_EQ(replay.count(ReplayVerdict::impossible), 2U);
    EXPECT_FALSE(replay.cards[0].card);
    EXPECT_THAT(
        replay.cards[0].changes,
        ElementsAre(HasSubstr("changed"), HasSubstr("`top` is 25, but must be at most 22")));

    text = replaced(std::string(alone), "fact sales money 0", "fact sales money 20_000");
    replay = compile(text).replay(archive);
    EXPECT_EQ(replay.cards[0].verdict, ReplayVerdict::impossible);
    EXPECT_THAT(replay.cards[0].changes.back(), HasSubstr("`sales` is 15000.5, but must be at"));
    EXPECT_EQ(replay.cards[1].verdict, ReplayVerdict::differs);

    replay = then.replay(to_json(then.score_all(sellers())));
    EXPECT_THAT(replay.cards[0].changes, ElementsAre(HasSubstr("it holds no facts")));
    replay = compile(replaced(std::string(alone), "cycle quarter", "cycle month")).replay(archive);
    EXPECT_THAT(replay.cards[0].changes.back(), HasSubstr("none of this plan's cycle"));
    EXPECT_THAT(to_text(replay), HasSubstr("ann · 2026-Q3: cannot be replayed\n"));
}

TEST(Replay, RanksAreThoseOfEverybodyTogether) {
    const auto plan = compile(ranked);
    std::vector<Facts> facts;
    for (const auto* id : {"ann", "bob", "cy"}) {
        facts.emplace_back(id, "2026-Q3").set("team", "red");
        facts.back().set("sales", static_cast<int>(facts.size()));
    }
    const auto results = plan.score_all(facts);
    EXPECT_TRUE(plan.replay(to_archive(results)).identical());
    const auto one = plan.replay(results.cards[0].explain_archive());
    EXPECT_EQ(one.cards[0].verdict, ReplayVerdict::impossible);
    EXPECT_THAT(one.cards[0].changes,
                ElementsAre(HasSubstr("the archive holds 1 of the 3 who were scored together")));
    std::string lines;
    for (const auto& card : results.cards) lines += card.explain_archive();
    EXPECT_TRUE(plan.replay(lines).identical()) << "all of them, one per line";
}

TEST(Replay, AWithheldCardStaysWithheld) {
    const auto plan = compile(ranked);
    std::vector<Facts> facts;
    for (const auto* id : {"ann", "bob", "cy", "dee"}) {
        facts.emplace_back(id, "2026-Q3").set("team", facts.size() < 3 ? "red" : "blue");
        facts.back().set("sales", facts.size() == 2 ? -1 : 1);
    }
    const auto results = plan.score_all(facts);
    ASSERT_THAT(results.cards, SizeIs(3));
    EXPECT_FALSE(results.cards[0].score()) << "bob of the same team failed";
    EXPECT_TRUE(results.cards[2].score());
    const auto replay = plan.replay(to_archive(results));
    EXPECT_TRUE(replay.identical()) << to_text(replay);
    EXPECT_FALSE(replay.cards[0].card->score());
}

/// One after the other in a file: the place is that in the file.
TEST(Replay, TheSecondOfTwoBrokenArchivesHasItsLine) {
    constexpr std::string_view text = "plan p\nfact n count\nrule r\n  give n\n";
    const auto plan = compile(text);
    const auto one = to_archive(plan.score_all(std::vector{Facts("ann").set("n", 5)}));
    const auto lines = std::count(one.begin(), one.end(), '\n');
    EXPECT_THAT([&] { plan.replay(one + "\n{\"a\" 1}\n", "cards.jsonl"); },
                ThrowsMessage<Error>(
                    testing::StartsWith("cards.jsonl:" + std::to_string(lines + 2) + ":6: ")));
}

TEST(Replay, PreviousPeriodsAreInTheArchive) {
    constexpr std::string_view text = R"(plan growth
  cycle quarter

fact sales count

let before = sales previous quarter else 0

score
  start 0

bonus growing
  when sales > before
  give sales - before
)";
    const auto plan = compile(text);
    std::vector<Facts> facts;
    facts.emplace_back("ann", "2026-Q2").set("sales", 5);
    facts.emplace_back("ann", "2026-Q3").set("sales", 9);
    facts.emplace_back("bob", "2026-Q3").set("sales", 4);
    const auto archive = archive_of(plan, facts);
    EXPECT_THAT(archive, HasSubstr("\"previous\":[\"5\",\"1\",\"5\"]"));
    const auto replay = plan.replay(archive);
    EXPECT_TRUE(replay.identical()) << to_text(replay);
    EXPECT_EQ(replay.cards[0].card->score(), Decimal(4));
    EXPECT_EQ(replay.cards[1].card->score(), Decimal(4)) << "their first period";
    const auto with = [&](const std::string& previous) {
        return plan.replay(replaced(archive, "\"5\",\"1\",\"5\"", previous)).cards[0];
    };
    EXPECT_EQ(with("\"6\",\"1\",\"6\"").verdict, ReplayVerdict::differs);
    EXPECT_THAT(with("\"5\"").changes,
                ElementsAre(HasSubstr("handed on 1 value, but the plan reads 3")));
    EXPECT_THAT(with("\"5\",\"1\"").changes,
                ElementsAre(HasSubstr("handed on 2 values, but the plan reads 3")));
    const std::string endless(78, '1');
    for (const std::string& wrong :
         {std::string("2000000"), std::string("-1"), std::string("x"), std::string("5.5"),
          std::string(), std::string("1e3"), std::string("-"), std::string("05"), endless}) {
        EXPECT_THAT(with("\"" + wrong + "\",\"1\",\"" + wrong + "\"").changes,
                    ElementsAre(HasSubstr("no value the plan can have had")))
            << wrong;
    }
    EXPECT_THAT(with("\"5\",\"2\",\"5\"").changes, ElementsAre(HasSubstr("`2`")));
    const auto other = compile(replaced(std::string(text), "start 0", "start 1"));
    EXPECT_THAT(other.replay(archive).cards[0].changes.back(), HasSubstr("another plan or engine"));
}

TEST(Replay, WhoIsRefusedNowSaysSo) {
    const auto text = std::string(alone) + "\nrequire sales >= 10_000 else refuse \"too little\"\n";
    std::vector<Facts> facts = sellers();
    const auto plan = compile(text);
    EXPECT_TRUE(plan.replay(archive_of(plan, facts)).identical());
    const auto stricter = compile(replaced(text, ">= 10_000", ">= 20_000"));
    const auto replay = stricter.replay(archive_of(plan, facts));
    EXPECT_EQ(replay.cards[0].verdict, ReplayVerdict::impossible);
    EXPECT_EQ(replay.cards[0].changes.back(), "too little");
}

TEST(Replay, AnotherEngineIsToldAndNoDifference) {
    const auto plan = compile(alone);
    const auto archive = archive_of(plan, sellers());
    const auto replay =
        plan.replay(replaced(archive, "\"engine\":\"" MERITUM_VERSION, "\"engine\":\"0.0.9"));
    EXPECT_TRUE(replay.identical());
    EXPECT_THAT(replay.cards[0].changes,
                ElementsAre("the engine was 0.0.9 and is now " MERITUM_VERSION));
    EXPECT_THAT(to_text(replay), HasSubstr("of 2 cards: the engine was 0.0.9"));
}

TEST(Replay, WhatIsNoArchiveIsRefused) {
    const auto plan = compile(alone);
    for (const std::string text :
         {"", "[]", "{", "nonsense", "{}", "{\"plan\":1}", "{\"a\":1}\n{\"a\":1}\n",
          R"({"plan":"p","fingerprint":"f","period":null,"results":{}})",
          R"({"plan":"p","fingerprint":"f","period":null,"results":[1]})",
          R"({"plan":"p","fingerprint":"f","period":null,)"
          R"("results":[{"id":"a","score":[],"grade":null}]})",
          R"({"plan":"p","fingerprint":"f","period":null,"participants":"x","results":[]})"}) {
        EXPECT_THROW(plan.replay(text, "x.json"), Error) << text;
    }
    try {
        plan.replay("{\"plan\":1,\n\"x\":2}", "x.json");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "x.json:1:1: this is no archived card: it has no `fingerprint`");
    }
}

TEST(Replay, AnExplanationMayBeDeepButNotEndless) {
    const auto plan = compile(alone);
    const auto archive = plan.score_all(sellers()).cards[0].explain_archive();
    const auto end = archive.find(",\"explanation\":");
    ASSERT_NE(end, std::string::npos);
    const auto nested = [&](std::size_t levels) {
        return archive.substr(0, end) + ",\"explanation\":" + std::string(levels, '[') +
               std::string(levels, ']') + "}";
    };
    EXPECT_TRUE(plan.replay(nested(limits::archive_depth - 1)).identical());
    EXPECT_THROW(plan.replay(nested(limits::archive_depth)), Error);
}

TEST(Replay, TellsItAsJson) {
    const auto plan = compile(alone);
    const auto archive = replaced(archive_of(plan, sellers()), "\"pay\":150.01", "\"pay\":1");
    const auto json = to_json(plan.replay(archive));
    EXPECT_THAT(json, testing::StartsWith(
                          "{\"cards\":2,\"identical\":1,\"differs\":1,\"impossible\":0,\n"
                          "\"results\":[\n{\"id\":\"ann\",\"period\":\"2026-Q3\",\"verdict\":"
                          "\"differs\",\"changes\":["));
    EXPECT_THAT(json, HasSubstr("{\"what\":\"outcomes.pay\",\"archived\":\"1\",\"replayed\":"
                                "\"150.01\"}"));
}

}  // namespace
}  // namespace meritum
