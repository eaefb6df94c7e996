// See table.hpp. A column is a fact (`sales`, or `facts.sales`), a param (`params.big`), a key of
// `expect` (`score`, `grade`, `errors`, `rules.over_achievement`), or what names the row.
#include "suite/table.hpp"

#include "suite/expectations.hpp"
#include "suite/keys.hpp"
#include "suite/values.hpp"
#include "value/fact_errors.hpp"

namespace meritum::suite {

namespace {

using Kind = io::Tree::Kind;

struct Column {
    enum class Of : std::uint8_t { nothing, name, id, period, fact, param, expected, named };

    Of of = Of::nothing;  ///< nothing: it is a problem, told already
    std::string name;     ///< without its key
    suite::Of expects = suite::Of::score;
    io::Place place;
};

class Table {
public:
    Table(Rows rows, const Vocabulary& words, Problems& problems)
        : kind_(rows), words_(words), problems_(problems), expectations_(words, problems) {}

    std::vector<Row> read(const io::Tree& tree) {
        if (!is_object(tree, Object::table, problems_)) return {};
        const auto* columns = list(tree, "columns");
        const auto* rows = list(tree, "rows");
        if (columns == nullptr || rows == nullptr) return {};
        std::set<std::string> seen;
        for (const auto& entry : columns->entries) {
            if (!is_text(entry.tree, "a column", problems_)) return {};
            columns_.push_back(column(entry.tree.scalar.to_string(), entry.tree.place));
            if (!seen.insert(entry.tree.scalar.to_string()).second)
                problems_.add(entry.tree.place,
                              "the column " + value::quoted_name(entry.tree.scalar.to_string()) +
                                  " is given twice");
        }
        std::vector<Row> all;
        for (const auto& entry : rows->entries) all.push_back(row(entry.tree));
        return all;
    }

private:
    /// A list that is not empty.
    const io::Tree* list(const io::Tree& tree, const char* key) {
        const auto* found = value_of(tree, key);
        const auto place = found == nullptr ? tree.place : found->place;
        if (found != nullptr && found->kind == Kind::list && !found->entries.empty()) return found;
        problems_.add(place, "a table needs `" + std::string(key) + "`, a list",
                      "write columns: [sales, score] and below it rows: with a list for each row");
        return nullptr;
    }

    Column column(const std::string& written, io::Place place) {
        const bool of_cases = kind_ == Rows::cases;
        if (of_cases && written == "name") return {Column::Of::name, {}, {}, place};
        if (!of_cases && written == "id") return {Column::Of::id, {}, {}, place};
        if (!of_cases && written == "period") return {Column::Of::period, {}, {}, place};
        if (written == "score" || written == "grade" || written == "errors" ||
            written == "warnings")
            return {Column::Of::expected, written, {}, place};
        const auto dot = written.find('.');
        if (dot != std::string::npos) {
            const auto key = written.substr(0, dot);
            const auto name = written.substr(dot + 1);
            if (key == "facts") return fact(name, place);
            if (key == "params" && of_cases) return param(name, place);
            if (const auto of = names_of(key)) return named(*of, name, place);
        }
        return fact(written, place);
    }

    // Names are tried once, so that a wrong one is not told again for every row.

    Column named(Of of, const std::string& name, io::Place place) {
        Expectation tried;
        expectations_.add_named(of, name, place, io::Tree(), tried);
        if (tried.values.empty()) return {};
        return {Column::Of::named, name, of, place};
    }

    Column param(const std::string& name, io::Place place) {
        if (words_.params.find(name)) return {Column::Of::param, name, {}, place};
        problems_.add_unknown(place, name, "no param of the plan", words_.params.all());
        return {};
    }

    Column fact(const std::string& name, io::Place place) {
        if (words_.facts.find(name)) return {Column::Of::fact, name, {}, place};
        problems_.add_unknown(place, name, "no fact of the plan and nothing to expect",
                              candidates());
        return {};
    }

    /// Whatever may stand as a column; facts first, as they are meant most often.
    std::vector<std::string> candidates() const {
        auto all = words_.facts.all();
        all.insert(all.end(), {"score", "grade", "warnings", "errors"});
        if (kind_ == Rows::cases) all.emplace_back("name");
        if (kind_ == Rows::participants) all.insert(all.end(), {"id", "period"});
        for (const char* key : {"outcomes", "rules", "categories", "vetoes", "totals"}) {
            for (const auto& name : known(words_, *names_of(key)).all())
                all.push_back(std::string(key) + "." + name);
        }
        for (const auto& name : words_.params.all()) all.push_back("params." + name);
        return all;
    }

    Row row(const io::Tree& tree) {
        Row result;
        result.place = tree.place;
        if (tree.kind != Kind::list || tree.entries.size() != columns_.size()) {
            const auto cells = tree.kind == Kind::list
                                   ? std::to_string(tree.entries.size()) +
                                         (tree.entries.size() == 1 ? " cell" : " cells")
                                   : io::described(tree);
            problems_.add(
                tree.place,
                "the row has " + cells + ", the table " + std::to_string(columns_.size()) +
                    (columns_.size() == 1 ? " column" : " columns"),
                "give a row as a list with a cell for each column; write null for an empty "
                "one at the end");
            return result;
        }
        auto layer = std::make_shared<Layer>();
        auto expected = std::make_shared<Expectation>();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            cell(columns_[i], tree.entries[i].tree, result, *layer, *expected);
        result.facts = std::move(layer);
        result.expected = std::move(expected);
        return result;
    }

    void cell(const Column& column, const io::Tree& tree, Row& row, Layer& layer,
              Expectation& expected) {
        const auto text = [&](std::string_view what) {
            return is_text(tree, what, problems_) ? tree.scalar.to_string() : std::string();
        };
        switch (column.of) {
            case Column::Of::nothing: break;
            case Column::Of::name: row.name = text("the name of a row"); break;
            case Column::Of::id: row.id = text("the id of a participant"); break;
            case Column::Of::period: row.period = text("a period"); break;
            case Column::Of::fact:
                // Where the cell stands is what a message about it should say.
                layer.given.push_back({column.name, tree.place, &tree});
                break;
            case Column::Of::param:
                if (auto param = read_param(column.name, column.place, tree, words_, problems_))
                    row.params.push_back(*std::move(param));
                break;
            case Column::Of::expected: expectations_.add(column.name, tree, expected); break;
            case Column::Of::named:
                expectations_.add_named(column.expects, column.name, column.place, tree, expected);
                break;
        }
    }

    Rows kind_;
    const Vocabulary& words_;
    Problems& problems_;
    Expectations expectations_;
    std::vector<Column> columns_;
};

}  // namespace

std::vector<Row> read_table(const io::Tree& tree, Rows rows, const Vocabulary& words,
                            Problems& problems) {
    return Table(rows, words, problems).read(tree);
}

std::optional<std::pair<std::string, FactValue>> read_param(const std::string& name,
                                                            io::Place place, const io::Tree& tree,
                                                            const Vocabulary& words,
                                                            Problems& problems) {
    auto identity = words.params.find(name);
    if (!identity) {
        problems.add_unknown(place, name, "no param of the plan", words.params.all());
        return std::nullopt;
    }
    if (!is_text(tree, value::quoted_name(name), problems)) return std::nullopt;
    return std::pair{*std::move(identity), FactValue(without_groups(tree.scalar.to_string()))};
}

}  // namespace meritum::suite
