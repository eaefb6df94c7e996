// The public members of Scorecard that need a format. In: a card's body. Out: its story as text or
// JSON. Must not know how either is made. Tests: tests/report/text_test.cpp.
#include "report/card_json.hpp"
#include "report/explanation_json.hpp"
#include "report/markdown.hpp"
#include "report/text.hpp"
#include "scorecard/body.hpp"
#include "scorecard/explain.hpp"
#include "scorecard/wording.hpp"

namespace meritum {

std::string Scorecard::explain(std::string_view lang, std::size_t width, bool colour) const {
    return explain({std::string(lang), width, colour, Waterfall::none});
}

std::string Scorecard::explain(const ExplainOptions& options) const {
    return report::text(scorecard::explain(*body_, options.lang), options.width, options.colour,
                        options.waterfall);
}

std::string Scorecard::explain_part(std::string_view name, std::string_view lang, std::size_t width,
                                    bool colour) const {
    return report::text_of_part(scorecard::explain(*body_, lang), name, width, colour);
}

std::string Scorecard::explain_markdown(std::string_view lang) const {
    const scorecard::Wording wording(body_->outline->graph->story, lang);
    return report::markdown(scorecard::explain(*body_, lang), wording);
}

std::string Scorecard::explain_json(std::string_view lang) const {
    const auto& graph = *body_->outline->graph;
    return report::explanation_json(
        {graph.story.plan, graph.fingerprint, body_->id, body_->period, body_->score, body_->grade},
        scorecard::explain(*body_, lang));
}

std::string Scorecard::explain_archive(std::string_view lang) const {
    report::require_lines(*this);
    const auto& graph = *body_->outline->graph;
    report::JsonWriter out;
    out.begin_object();
    report::write_head(graph.story.plan, graph.fingerprint, body_->period, out);
    report::write_run(*this, out);
    report::write_card(*this, out);
    report::write_facts(*this, out);
    out.key("explanation"), report::write(scorecard::explain(*body_, lang), out);
    out.end_object();
    return out.take() + "\n";
}

}  // namespace meritum
