// See reader.hpp.
#include "docs/reader.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "meritum/suite.hpp"

namespace meritum::docs {

namespace {

const std::string arrow = "# → ";

/// What an example begins with, if its facts say nothing of it.
const std::map<std::string, std::string> heads = {
    {"en", "plan example\n  cycle quarter\n  currency CNY\n"},
    {"zh", "方案 示例\n  周期 季度\n  货币 CNY\n"}};

/// What an example is asked for by: an outcome with the value of a name.
std::string asking(const std::string& tongue, std::size_t number, const std::string& name) {
    const auto shown = "shown_" + std::to_string(number);
    return (tongue == "zh" ? "结果 " : "outcome ") + shown + " = " + name + "\n";
}

/// Behind "shown_1 = ", up to how it came about.
std::string value_in(const std::string& explained) {
    const auto begin = explained.find(" = ");
    if (begin == std::string::npos) return "nothing";
    const auto end = std::min(explained.find(": ", begin), explained.find("\uFF1A", begin));
    return explained.substr(begin + 3, end - begin - 3);
}

}  // namespace

Reader::Reader(std::string tongue, std::filesystem::path folder)
    : tongue_(std::move(tongue)), folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
}

void Reader::complain(const std::string& what) {
    problems_.push_back("line " + std::to_string(line_) + ": " + what);
}

std::string Reader::plan() const {
    return format(join(first_.empty() ? built_ : first_)).text.value_or("");
}

std::string Reader::read(const Block& block) {
    line_ = block.line;
    const auto language = block.info.empty() ? "" : block.info[0];
    if (language == "sh") return block.text;
    if (block.info.size() >= 2) {
        if (language == "merit") return read_plan_block(block);
        if (language == "yaml") return read_data_block(block);
        if (language == "text") return read_text_block(block);
    }
    complain("a block is `" + block.words() + "`, which says not what it is");
    return block.text;
}

Resolve Reader::beside() const {
    return [this](const std::string& path) -> Resolved {
        const auto file = files_.find(path);
        if (file == files_.end()) return {{}, "there is no such file"};
        return {file->second, {}};
    };
}

void Reader::compile(const std::string& text) {
    auto compiled = Plan::compile(text, "plan.merit", beside());
    diagnostics_ = compiled.diagnostics;
    current_ = compiled.plan;
    if (!current_) return complain("the plan is not right:\n" + diagnostics_.to_string());
    shown_.add(text);
    const auto in_tongue = [&](const std::string& tongue) {
        return format(text, tongue, "plan.merit", beside()).text;
    };
    if (in_tongue(tongue_) != in_tongue("")) complain("the plan is in another tongue");
}

std::string Reader::read_plan_block(const Block& block) {
    const auto& kind = block.info[1];
    if (kind == "translated") return translated();
    if (kind == "wrong") {
        read_wrong(block);
        return block.text;
    }
    if (kind == "file" && block.info.size() == 3) {
        files_[block.info[2]] = block.text;
        return block.text;
    }
    piece_ = block.text;
    if (kind == "example") return read_example(block);
    if (kind == "facts") {
        context_ = split(block.text);
        is_example_ = true;
        example_data_.clear();
        if (context_.empty() || (context_[0].word != "plan" && context_[0].word != "方案"))
            context_.insert(context_.begin(), split(heads.at(tongue_))[0]);
        compile(join(context_));
    } else if (kind == "plan" || kind == "step") {
        if (kind == "plan" && first_.empty()) first_ = built_;
        if (kind == "plan") built_.clear();
        is_example_ = false;
        amend(built_, block.text);
        compile(join(built_));
    } else {
        complain("a piece of a plan is no `" + kind + "`");
    }
    return block.text;
}

void Reader::read_wrong(const Block& block) {
    piece_ = block.text;
    auto plan = is_example_ ? context_ : built_;
    amend(plan, block.text);
    diagnostics_ = Plan::compile(join(plan), "plan.merit", beside()).diagnostics;
    if (diagnostics_.items.empty()) complain("nothing is wrong with this piece");
}

std::string Reader::read_example(const Block& block) {
    auto plan = context_;
    amend(plan, block.text);
    std::vector<std::string> names;
    std::string asked;
    for (const auto& piece : split(block.text)) {
        const auto head = piece.text.substr(piece.text.find(piece.word));
        if (head.substr(0, head.find('\n')).find(arrow) == std::string::npos) continue;
        names.push_back(piece.name.empty() ? piece.word : piece.name);
        asked += asking(tongue_, names.size(), names.back());
    }
    compile(join(plan) + asked);
    if (!current_ || names.empty()) return block.text;
    const auto values = values_of(names);
    std::string out = block.text;
    std::size_t at = 0;
    for (const auto& value : values) {
        at = out.find(arrow, at) + arrow.size();
        out.replace(at, out.find('\n', at) - at, value);
    }
    return out;
}

std::vector<std::string> Reader::values_of(const std::vector<std::string>& names) {
    const auto results = score(example_data_);
    std::vector<std::string> values;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto shown = "shown_" + std::to_string(i + 1);
        std::string value;
        for (const auto& card : results.cards) {
            value += value.empty() ? "" : ", ";
            if (results.cards.size() > 1) value += card.id() + " ";
            value += value_in(card.explain_part(shown, tongue_));
        }
        if (results.cards.empty() && !results.errors.empty())
            complain("nobody is scored: " + results.errors.front().message);
        values.push_back(value);
    }
    return values;
}

Results Reader::score(const std::string& data) {
    if (!current_) return {};
    if (data.empty()) {
        Results results;
        results.cards.push_back(current_->score(Facts("", "")));
        return results;
    }
    const auto file = folder_ / "data.yaml";
    std::ofstream(file, std::ios::binary) << data;
    auto read = read_data(*current_, file);
    ScoreOptions options;
    options.unread = read.errors;
    options.lang = tongue_;
    const auto plan = current_->has_all_rows() ? *current_ : current_->with_tables(read.tables);
    return plan.score_all(read.facts, options);
}

std::string Reader::read_data_block(const Block& block) {
    const auto& kind = block.info[1];
    if (kind == "data") {
        (is_example_ ? example_data_ : plan_data_) = block.text;
    } else if (kind == "wrong") {
        wrong_data_ = block.text;
    } else if (kind == "suite") {
        suite_ = block.text;
        std::ofstream(folder_ / "plan.merit", std::ios::binary) << plan();
        suite::Report report;
        report.suites.push_back(suite::run_text(suite_, folder_ / "plan.test.yaml"));
        if (!report.passed()) complain("the suite fails:\n" + suite::to_text(report));
    } else {
        complain("data is no `" + kind + "`");
    }
    return block.text;
}

std::string Reader::read_text_block(const Block& block) {
    const auto& kind = block.info[1];
    if (kind == "check") return diagnostics_.to_string();
    if (kind == "card" && block.info.size() >= 3) return card(block);
    if (kind == "errors") return errors();
    if (kind == "phrases" && block.info.size() == 3) return phrases(block.info[2]);
    if (kind == "board")
        return current_
                   ? to_table(*current_, score(is_example_ ? example_data_ : plan_data_), tongue_)
                   : "";
    complain("what comes out is no `" + block.words() + "`");
    return block.text;
}

std::string Reader::card(const Block& block) {
    const auto results = score(is_example_ ? example_data_ : plan_data_);
    const auto card =
        std::find_if(results.cards.begin(), results.cards.end(),
                     [&block](const Scorecard& one) { return one.id() == block.info[2]; });
    if (card == results.cards.end()) {
        complain("nobody called " + block.info[2] + " is scored");
        return block.text;
    }
    if (block.info.size() == 3) return card->explain(tongue_);
    std::string out;
    for (std::size_t i = 3; i < block.info.size(); ++i) {
        const auto part = card->explain_part(block.info[i], tongue_);
        if (part.empty()) complain("the card says nothing of " + block.info[i]);
        out += (i > 3 ? "\n" : "") + part;
    }
    return out;
}

std::string Reader::errors() {
    std::string out;
    for (const auto& error : score(wrong_data_).errors) {
        const auto file = std::filesystem::path(error.file).filename().string();
        out += file + ":" + std::to_string(error.line) + ":" + std::to_string(error.column) +
               (error.id.empty() ? "" : ": " + error.id) + ": " + error.message + " [" +
               error.code + "]\n";
    }
    if (out.empty()) complain("nothing is wrong with the data");
    return out;
}

std::string Reader::phrases(const std::string& group) {
    const auto out = phrases_of(group, tongue_);
    if (out.empty()) complain("no phrases are called `" + group + "`");
    return out;
}

std::string Reader::translated() const {
    return format(piece_, tongue_ == "en" ? "zh" : "en").text.value_or("");
}

}  // namespace meritum::docs
