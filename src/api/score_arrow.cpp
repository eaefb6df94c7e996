// Scoring tables of other programs. See include/meritum/arrow.hpp. Each batch is scored where it
// stands; all of them are one table where participants are compared, or where items have to be
// brought to their owners. Tests: tests/api/score_arrow_test.cpp.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "api/arrow_facts.hpp"
#include "api/period.hpp"
#include "api/plan_body.hpp"
#include "io/arrow_out.hpp"
#include "meritum/arrow.hpp"
#include "value/border.hpp"
#include "value/fact_errors.hpp"

namespace meritum {

/// Results of some rows, and the batches these were.
struct ArrowPart {
    std::shared_ptr<const TableResults> results;
    std::size_t first = 0;  ///< among the results' rows
    std::size_t rows = 0;
};

struct ArrowWrong {
    std::int64_t row = -1;
    std::string id;
    FactError error;
};

struct ArrowScores::Body {
    std::shared_ptr<const io::ArrowTable> people;
    std::optional<std::size_t> id;  ///< its column
    std::vector<ArrowPart> parts;   ///< by batch
    std::shared_ptr<const TableResults> shape;
    std::vector<ArrowWrong> errors;
    std::size_t scored = 0;
    bool has_lines = false;

    std::vector<io::OutColumn> id_column(std::size_t part) const;
};

namespace {

using io::OutColumn;

/// Streams that nobody has read are released, too.
class UnreadStreams {
public:
    explicit UnreadStreams(const std::vector<ArrowList>& lists) : lists_(lists) {}
    UnreadStreams(const UnreadStreams&) = delete;
    UnreadStreams& operator=(const UnreadStreams&) = delete;
    ~UnreadStreams() {
        for (const auto& list : lists_) {
            if (list.items != nullptr && list.items->release != nullptr)
                list.items->release(list.items);
        }
    }

private:
    const std::vector<ArrowList>& lists_;
};

class ArrowScoring {
public:
    ArrowScoring(const Plan& plan, const ArrowOptions& options)
        : plan_(plan), schema_(plan.body().graph->schema), options_(options) {}

    std::shared_ptr<const ArrowScores::Body> run(ArrowArrayStream& stream,
                                                 const std::vector<ArrowList>& lists) {
        const UnreadStreams unread(lists);
        body_->people = read(stream, "the table of participants: ");
        find_id();
        check_period();
        std::vector<std::shared_ptr<const io::ArrowTable>> tables;
        std::vector<ArrowItemTable> items;
        for (const auto& list : lists) {
            if (list.items == nullptr)
                refuse("the table of " + value::quoted_name(list.name) + " is null");
            tables.push_back(
                read(*list.items, "the table of " + value::quoted_name(list.name) + ": "));
            items.push_back({list.name, tables.back().get()});
        }
        body_->has_lines = options_.table.keep == Keep::lines;
        const auto batches = body_->people->batches();
        const bool joins =
            batches <= 1 || !lists.empty() || !plan_.body().outline()->beyond_one_row.empty();
        if (joins) {
            score(items, 0, batches);
        } else {
            for (std::size_t i = 0; i < batches; ++i) score(items, i, 1);
        }
        name_wrong();
        return body_;
    }

private:
    static std::shared_ptr<const io::ArrowTable> read(ArrowArrayStream& stream,
                                                      const std::string& subject) {
        try {
            return std::make_shared<const io::ArrowTable>(stream);
        } catch (const io::ArrowProblem& problem) {
            refuse(subject + problem.what());
        }
    }

    void find_id() {
        const auto& people = *body_->people;
        try {
            const auto column = people.find(options_.id);
            if (column == people.columns()) {
                if (options_.id == ArrowOptions().id || options_.id.empty()) return;
                throw io::ArrowProblem("that is to hold the ids is not there");
            }
            body_->id = column;
            io::require_single_ids(people.column(column, 0, people.batches()));
        } catch (const io::ArrowProblem& problem) {
            refuse("the column " + value::quoted_name(options_.id) + " " + problem.what());
        }
    }

    void check_period() const {
        const auto& people = *body_->people;
        const auto is_fact = [&](ColumnId id) {
            return is_one_of(schema_.columns[id.index].names, options_.period);
        };
        if (std::any_of(schema_.facts.begin(), schema_.facts.end(), is_fact)) return;
        try {
            const auto column = people.find(options_.period);
            if (column == people.columns()) return;
            std::string only;
            io::for_each_id(people.column(column, 0, people.batches()),
                            [&](std::size_t, const std::string_view* period) {
                                if (period == nullptr) return;
                                if (only.empty()) only = *period;
                                if (only == *period) return;
                                throw io::ArrowProblem("has " + value::quoted_name(only) + " and " +
                                                       value::quoted_name(*period) +
                                                       ", but a table holds one period");
                            });
            if (!only.empty()) check_period(only);
        } catch (const io::ArrowProblem& problem) {
            refuse("the column " + value::quoted_name(options_.period) + " " + problem.what());
        }
    }

    void check_period(const std::string& period) const {
        const auto& cycle = schema_.cycle;
        const auto words = [](value::Trouble kind, const std::vector<std::string>& with) {
            return "does not fit: " + value::trouble_message(kind, with);
        };
        if (cycle && !value::period_index(*cycle, period)) {
            throw io::ArrowProblem(
                words(value::Trouble::bad_period,
                      {value::quoted_name(period), value::period_example(*cycle)}));
        }
        const auto outside = out_of_effect(plan_.body(), period);
        if (!outside.empty()) throw io::ArrowProblem(words(value::Trouble::out_of_effect, outside));
    }

    void score(const std::vector<ArrowItemTable>& lists, std::size_t first, std::size_t batches) {
        ArrowFacts facts(schema_, *body_->people, lists, options_);
        const auto table = facts.table(first, batches);
        auto how = options_.table;
        if (how.goes_on) {
            const auto all = static_cast<double>(std::max<std::size_t>(body_->people->rows(), 1));
            how.goes_on = [&, all](double share) {
                const auto rows = share * static_cast<double>(table.participants);
                return options_.table.goes_on((static_cast<double>(done_) + rows) / all);
            };
        }
        const auto results = std::make_shared<const TableResults>(plan_.score_table(table, how));
        if (body_->shape == nullptr) body_->shape = results;
        std::size_t begin = 0;
        for (std::size_t i = first; i < first + batches; ++i) {
            body_->parts.push_back({results, begin, body_->people->rows(i)});
            begin += body_->people->rows(i);
        }
        body_->scored += table.participants;
        for (const auto mark : results->not_scored) body_->scored -= mark;
        for (const auto& wrong : results->errors) {
            body_->errors.push_back(
                {static_cast<std::int64_t>(done_ + wrong.row), {}, wrong.error});
        }
        for (const auto& [list, id] : facts.strays()) add_stray(list, id);
        done_ += table.participants;
    }

    void add_stray(const std::string& list, const std::string& id) {
        ArrowWrong wrong;
        wrong.id = id;
        wrong.error.fact = list;
        wrong.error.code = value::trouble_code(value::Trouble::unknown_participant);
        wrong.error.message =
            id.empty() ? "an item of " + value::quoted_name(list) + " says of nobody whose it is"
                       : value::trouble_message(value::Trouble::unknown_participant,
                                                {value::quoted_name(list), value::quoted_name(id),
                                                 "the table of participants", ""});
        body_->errors.push_back(std::move(wrong));
    }

    /// Ids of those who have errors.
    void name_wrong() {
        if (!body_->id || body_->errors.empty()) return;
        std::multimap<std::size_t, std::string*> wanted;
        for (auto& wrong : body_->errors) {
            if (wrong.row >= 0) wanted.emplace(static_cast<std::size_t>(wrong.row), &wrong.id);
        }
        const auto& people = *body_->people;
        try {
            io::for_each_id(people.column(*body_->id, 0, people.batches()),
                            [&](std::size_t row, const std::string_view* id) {
                                const auto [begin, end] = wanted.equal_range(row);
                                for (auto at = begin; at != end && id != nullptr; ++at)
                                    *at->second = *id;
                            });
        } catch (const io::ArrowProblem& problem) {
            refuse("the column " + value::quoted_name(options_.id) + " " + problem.what());
        }
    }

    const Plan& plan_;
    const value::Schema& schema_;
    const ArrowOptions& options_;
    std::shared_ptr<ArrowScores::Body> body_ = std::make_shared<ArrowScores::Body>();
    std::size_t done_ = 0;  ///< participants of batches before
};

std::vector<std::string_view> views_of(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

OutColumn column_of(const ResultColumn& column, std::size_t first, std::size_t rows) {
    OutColumn made;
    switch (column.type) {
        case ResultColumn::Type::number:
            made = io::decimals(column.name, column.values, column.step, first, rows);
            break;
        case ResultColumn::Type::boolean:
            made = io::booleans(column.name, column.values, first, rows);
            break;
        case ResultColumn::Type::date:
            made = io::dates(column.name, column.values, first, rows);
            break;
        case ResultColumn::Type::text: {
            std::vector<std::string_view> texts(rows);
            for (std::size_t row = 0; row < rows; ++row) {
                if (column.has(first + row))
                    texts[row] = column.texts[static_cast<std::size_t>(column.values[first + row])];
            }
            made = io::texts(column.name, texts);
            break;
        }
        case ResultColumn::Type::choice:
            made = io::dictionary(column.name, column.values, views_of(column.texts), first, rows);
    }
    made.buffers.front() = io::validity_of(column.there, first, rows, made.nulls);
    return made;
}

/// The id and some columns of the results, batch by batch, when somebody takes them.
void export_columns(ArrowArrayStream& out, const std::shared_ptr<const ArrowScores::Body>& body,
                    std::vector<const ResultColumn*> (*choose)(const TableResults&)) {
    const auto shape = [&] {
        auto columns = body->id_column(body->people->batches());
        for (const auto* column : choose(*body->shape)) columns.push_back(column_of(*column, 0, 0));
        return columns;
    };
    io::make_stream(out, shape(), body->parts.size(), [body, choose](std::size_t at) {
        const auto& part = body->parts[at];
        auto columns = body->id_column(at);
        for (const auto* column : choose(*part.results))
            columns.push_back(column_of(*column, part.first, part.rows));
        return columns;
    });
}

}  // namespace

std::vector<OutColumn> ArrowScores::Body::id_column(std::size_t part) const {
    if (!id) return {};
    const bool is_shape = part >= people->batches();
    const auto given = people->column(*id, is_shape ? 0 : part, is_shape ? 0 : 1);
    if (is_shape) {
        OutColumn made;
        made.name = given.name;
        made.format = given.schema->format;
        if (given.schema->dictionary != nullptr)
            made.dictionary.emplace_back().format = given.schema->dictionary->format;
        return {made};
    }
    const auto& piece = given.pieces.front();
    return {io::shared(given.name, *given.schema, *piece.array, people, piece.first, piece.rows)};
}

std::size_t ArrowScores::participants() const { return body_->people->rows(); }

std::size_t ArrowScores::scored() const { return body_->scored; }

const std::vector<std::string>& ArrowScores::notices() const { return body_->shape->notices; }

void ArrowScores::results(ArrowArrayStream& out) const {
    export_columns(out, body_, [](const TableResults& results) {
        std::vector<const ResultColumn*> columns;
        for (const auto& column : results.columns) columns.push_back(&column);
        return columns;
    });
}

void ArrowScores::lines(ArrowArrayStream& out) const {
    if (!body_->has_lines) refuse("the lines were not kept: give Keep::lines");
    export_columns(out, body_, [](const TableResults& results) {
        std::vector<const ResultColumn*> columns;
        for (const auto& line : results.lines) columns.push_back(&line.points);
        return columns;
    });
}

void ArrowScores::errors(ArrowArrayStream& out) const {
    const auto table = [](const std::vector<ArrowWrong>& errors) {
        std::vector<std::int64_t> rows;
        std::vector<std::string_view> ids, facts, codes, messages;
        for (const auto& wrong : errors) {
            rows.push_back(wrong.row);
            ids.push_back(wrong.id);
            facts.push_back(wrong.error.fact);
            codes.push_back(wrong.error.code);
            messages.push_back(wrong.error.message);
        }
        return std::vector<OutColumn>{io::numbers("row", rows), io::texts("id", ids),
                                      io::texts("fact", facts), io::texts("code", codes),
                                      io::texts("message", messages)};
    };
    io::make_stream(out, table({}), 1,
                    [body = body_, table](std::size_t) { return table(body->errors); });
}

ArrowScores score_arrow(const Plan& plan, ArrowArrayStream& participants,
                        const std::vector<ArrowList>& lists, const ArrowOptions& options) {
    return ArrowScores(ArrowScoring(plan, options).run(participants, lists));
}

}  // namespace meritum
