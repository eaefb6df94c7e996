// Identities: which name means what, and where.
#include "syntax/names.hpp"

#include <gtest/gtest.h>

#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

/// Every name of the last statement as "written=identity", declarations left out.
std::string references(const std::string& text) {
    const Read plan = read(text);
    EXPECT_EQ(plan.diagnostics.to_string(), "");
    const ast::Statement& last = plan.document.statements.back();
    const NameTable table(plan.document);
    std::string out;
    const auto meet = [&](const ast::Node& name, const NameTable::Find&) {
        out += (out.empty() ? "" : " ") + name.text + "=" + name.identity;
    };
    table.visit(last.head, table.scope_of(last), meet);
    for (const ast::Node& clause : last.clauses) table.visit(clause, table.scope_of(last), meet);
    return out;
}

TEST(Names, AnyNameOfADeclarationMeansTheFirst) {
    EXPECT_EQ(references("fact sales | 销售额 money\nlet a = sales + 销售额 + other"),
              "sales=sales 销售额=sales other=other");
}

TEST(Names, OnlyThoseWithOthersHaveOtherForms) {
    const Read plan = read(
        "fact sales | 销售额 money\nfact other count\n"
        "fact region one of North | 北, South\nfact contracts list of\n"
        "  amount money\nbonus b\n  for each c | 单 in contracts\n  give 1");
    const NameTable table(plan.document);
    for (const auto* name : {"sales", "销售额", "North", "北", "c", "单", "score", "得分"})
        EXPECT_TRUE(table.has_other_forms(name)) << name;
    for (const auto* name : {"other", "region", "South", "contracts", "amount", "b"})
        EXPECT_FALSE(table.has_other_forms(name)) << name;
}

TEST(Names, CategoriesListsItemsAndFields) {
    EXPECT_EQ(references("category results | 业绩\n"
                         "fact contracts | 合同 list of\n  amount | 金额 money\n"
                         "bonus b in 业绩\n  for each contract | 单 in 合同 where 单.金额 > 0\n"
                         "  give by contract.金额 from 1 2\n  at most 业绩"),
              "业绩=results 合同=contracts 单=contract 金额=amount contract=contract 金额=amount "
              "业绩=results");
}

TEST(Names, FieldsBelongToTheListOfTheirItem) {
    EXPECT_EQ(
        references("fact a | 甲 list of\n  x | 数 count\nfact b | 乙 list of\n  y | 数 count\n"
                   "rule r\n  for each i in 乙\n  give i.数 + other.数"),
        "乙=b i=i 数=y other=other 数=数");
}

TEST(Names, ChoicesAndGrades) {
    EXPECT_EQ(
        references("fact region one of North | 北, South\nlet a = 1 when region = 北, else 0"),
        "region=region 北=North");
    EXPECT_EQ(references("grade\n  S | 优 from 3\n  D otherwise\noutcome o by grade\n  优 1 D 0"),
              "优=S D=D");
}

TEST(Names, DeclaredNamesHideChoices) {
    EXPECT_EQ(references("fact region one of North | 北\nfact cold | 北 count\nlet a = 北"),
              "北=cold");
}

TEST(Names, AmbiguousNamesMeanThemselves) {
    EXPECT_EQ(references("fact a | x count\nfact b | x count\nlet c = x"), "x=x");
    EXPECT_EQ(references("fact r one of A | 甲\nfact s one of B | 甲\nlet c = 甲"), "甲=甲");
    EXPECT_EQ(references("fact r one of A | 甲\nfact s one of A | 甲\nlet c = r = 甲"), "r=r 甲=A");
}

TEST(Names, ChoicesAreThoseOfWhatTheyAreComparedWith) {
    const std::string facts =
        "fact r one of A | 甲\nfact s one of B | 甲\nlet t = s when r = A, else B\n"
        "fact l list of\n  f one of C | 甲\nbonus b | 甲\n  give 1\n";
    EXPECT_EQ(references(facts + "let c = r = 甲"), "r=r 甲=A");
    EXPECT_EQ(references(facts + "let c = 甲 != s"), "甲=b s=s");  // what is declared comes first
    EXPECT_EQ(references(facts + "let c = (t) in (甲, 乙)"), "t=t 甲=B 乙=乙");
    EXPECT_EQ(references(facts + "let c = by t is 甲 1 otherwise 甲"), "t=t 甲=B 甲=b");
    EXPECT_EQ(references(facts + "rule x\n  for each i in l where i.f = 甲\n  give 甲"),
              "l=l i=i f=f 甲=C 甲=b");
    EXPECT_EQ(references("grade\n  A | 甲 from 1\n  B otherwise\nbonus b | 甲\n  give 1\n"
                         "outcome o = 1 when grade = 甲, else 甲"),
              "grade=grade 甲=A 甲=b");
}

TEST(Names, ThePlansOwnValuesHaveAWordInEachTongue) {
    EXPECT_EQ(references("let a = 得分 + score + 等级"), "得分=score score=score 等级=grade");
    EXPECT_EQ(references("fact points | 得分 count\nlet a = 得分"), "得分=points");
    const Read plan = read("plan p\n  languages fr, en\nlet a = 得分");
    EXPECT_NE(in_tongue(plan.document, "en").find("let a = score\n"), std::string::npos);
    EXPECT_NE(in_tongue(plan.document, "zh").find("令 a = 得分\n"), std::string::npos);
}

TEST(Names, CurrenciesAndLanguagesAreNoReferences) {
    EXPECT_EQ(references("fact CNY | USD count\nlet a = 3 USD"), "");
    const Read plan = read("plan p\n  languages fr, en\nfact ventes | sales money\nlet a = ventes");
    EXPECT_EQ(plan.document.languages, (std::vector<std::string>{"fr", "en"}));
    EXPECT_NE(in_tongue(plan.document, "en").find("let a = sales"), std::string::npos);
    EXPECT_NE(in_tongue(plan.document, "zh").find("令 a = ventes"), std::string::npos);
}

TEST(Names, ResolvesATreeOnItsOwn) {
    const Read plan =
        read("fact list_a list of\n  f | 数 count\nrule r\n  for each i in list_a\n  give i.f");
    ast::Node node = read("let a = i.数").document.statements[0].head[1];
    const NameTable table(plan.document, Phrases::standard());
    resolve_names(table, &plan.document.statements[1], node);
    EXPECT_EQ(node[1].identity, "f");
    resolve_names(table, nullptr, node);
    EXPECT_EQ(node[1].identity, "数");
}

}  // namespace

}  // namespace meritum::syntax
