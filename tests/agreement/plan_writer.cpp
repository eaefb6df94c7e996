// The order of a random plan, its names, comments and line breaks. See plan_writer.hpp.
#include "agreement/plan_writer.hpp"

#include <algorithm>

namespace meritum::agreement {

PlanWriter::PlanWriter(Random& random, Tongue tongue)
    : random_(random),
      tongue_(tongue),
      wording_(random, tongue),
      expressions_(random, wording_, draft_) {}

/// One or both forms of a name; both more often than not in a plan that will be read in two
/// tongues.
Names PlanWriter::some_names(const char* english, const char* chinese) {
    const auto draw = random_.below(100);
    if (draw < 35) return {english, chinese};
    if (draw < 42) return {chinese, english};
    const bool in_chinese = tongue_ == Tongue::chinese ? draw < 85 : draw < 50;
    return {in_chinese ? chinese : english};
}

Names PlanWriter::fresh(const std::vector<std::pair<const char*, const char*>>& pool) {
    for (int attempt = 0; attempt < 8; ++attempt) {
        const auto& [english, chinese] = random_.pick(pool);
        if (!taken_.insert(english).second) continue;
        return some_names(english, chinese);
    }
    const std::string number = std::to_string(++serial_);
    return {"extra_" + number};
}

std::string PlanWriter::label() {
    static const std::vector<std::string> labels = {"\"What counts\"", "\"计入的部分\"",
                                                    "\"A label, with # and 50%\""};
    if (random_.chance(75)) return "";
    if (random_.chance(30)) return labels[0] + " | " + labels[1];
    return random_.pick(labels);
}

std::string PlanWriter::comment() {
    static const std::vector<std::string> comments = {"# why this is so", "#合同约定",
                                                      "# 100% of {all} \"cases\"", "#"};
    return random_.pick(comments);
}

/// A line broken at some blanks outside of quotes, its rest more indented.
std::string PlanWriter::broken(const std::string& line, const std::string& indent) {
    std::string out;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (c == ' ' && !quoted && out.size() > 12 && random_.chance(12)) {
            out += "\n" + indent;
        } else {
            out += c;
        }
    }
    return out;
}

void PlanWriter::emit(std::string& out, const Block& block) {
    if (random_.chance(60)) out += "\n";
    if (random_.chance(12)) out += comment() + "\n";
    const bool continued = block.clauses.empty() && random_.chance(15);
    out += continued ? broken(block.head, "    ") : block.head;
    out += random_.chance(10) ? "   " + comment() + "\n" : "\n";
    const std::string indent(random_.chance(80) ? 2 : 5, ' ');
    for (const auto& clause : block.clauses) {
        if (random_.chance(5)) out += indent + comment() + "\n";
        out += indent + (random_.chance(15) ? broken(clause, indent + "  ") : clause);
        out += random_.chance(6) ? " " + comment() + "\n" : "\n";
    }
}

std::string PlanWriter::write(const std::string& mistake) {
    draft_.declared.push_back(points_of(Declared::What::score, {"score", "得分"}, 1e6));
    write_plan();
    write_facts();
    for (auto i = random_.below(3); i > 0; --i) write_param();
    for (auto i = random_.chance(40) ? 1 + random_.below(2) : 0; i > 0; --i) write_table();
    for (auto i = random_.below(4); i > 0; --i) write_let(Scope{});
    if (!draft_.lists.empty() && random_.chance(30)) write_item_let();
    if (random_.chance(25)) write_requirement();
    for (auto more = random_.chance(30) ? 1 + random_.below(2) : 0; more > 0; --more) {
        totals_.emplace_back();
        if (random_.chance(60)) totals_.back().unit = Unit::money;
    }
    if (random_.chance(35)) draft_kpis();
    for (auto& one : draft_.declared) {
        const bool goes_by = one.what == Declared::What::score || one.what == Declared::What::grade;
        if (goes_by && kpi_total_ == 0 && known_ > 0) one.defined = false;
    }
    const bool needs_score = !kpis_.empty() && kpi_total_ == 0;
    if (needs_score || random_.chance(85)) write_score();
    write_totals();
    const int rules = static_cast<int>(random_.between(1, 6));
    const int categories = static_cast<int>(random_.below(4));
    for (int i = 0; i < rules; ++i) {
        category_of_.push_back(
            static_cast<int>(random_.below(static_cast<std::size_t>(categories) + 2)) - 1);
        if (category_of_.back() >= categories) category_of_.back() = -1;
        total_of_.push_back(random_.below(totals_.size()));
    }
    for (int i = 0; i < categories; ++i) {
        categories_.push_back(fresh(
            {{"results", "业绩"}, {"conduct", "行为"}, {"growth", "成长"}, {"extras", "附加"}}));
    }
    write_categories();
    for (int i = 0; i < rules; ++i) write_rule(i);
    for (std::size_t i = 0; i < kpis_.size(); ++i) write_kpi(i);
    Scope late;
    late.rules = rules;
    if (random_.chance(25)) write_let(late);
    for (int i = 0; i < 2; ++i) {
        if (random_.chance(35)) write_veto(i);
    }
    if (draft_.has_grade) write_grade();
    for (auto i = random_.below(4); i > 0; --i) {
        const int index = static_cast<int>(i);
        if (draft_.has_grade && random_.chance(45))
            write_outcome_by_grade(index);
        else
            write_outcome(index);
    }
    // A declaration may stand below its first use.
    if (random_.chance(15) && blocks_.size() > 3) {
        const auto from = 1 + random_.below(blocks_.size() - 1);
        std::rotate(blocks_.begin() + static_cast<std::ptrdiff_t>(from),
                    blocks_.begin() + static_cast<std::ptrdiff_t>(from) + 1, blocks_.end());
    }
    std::string out;
    const auto wrong_at = 1 + random_.below(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        emit(out, blocks_[i]);
        if (i + 1 == wrong_at && !mistake.empty()) out += "\n" + mistake + "\n";
    }
    if (random_.chance(10)) out += "\n" + comment() + "\n";
    return out;
}

}  // namespace meritum::agreement
