// The module meritum._core: what the package cannot say in Python. It is the package's own; callers
// use what bindings/python/meritum/__init__.py names.
#include "arrow.hpp"
#include "errors.hpp"
#include "plan.hpp"
#include "values.hpp"

NB_MODULE(_core, module) {
    using namespace meritum::python;
    nb::set_leak_warnings(false);  // of threads that are still at work when Python ends
    module.doc() = "What the package meritum is made of; use `import meritum`.";
    module.attr("version") = MERITUM_VERSION;
    module.attr("language_edition") = meritum::language_edition;
    know_python();
    translate_errors();
    add_plans(module);
    add_cards(module);
    add_results(module);
    add_descriptions(module);
    add_suites(module);
    add_arrow_rows(module);
    add_arrow_columns(module);
    add_tables(module);
}
