// The smallest program with Meritum inside; built by each of the three consumers.
#include <iostream>
#include <meritum/meritum.hpp>

int main() {
    const auto plan = meritum::Plan::load("plan.merit");
    const auto card = plan.score({{"sales", 1'320'000}, {"target", 1'000'000}});
    std::cout << card.explain();
}
