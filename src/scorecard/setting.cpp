// See setting.hpp.
#include "scorecard/setting.hpp"

#include <utility>

namespace meritum::scorecard {

std::shared_ptr<const Setting> make_setting(std::shared_ptr<const Outline> outline,
                                            std::shared_ptr<const value::FactColumns> facts,
                                            std::shared_ptr<const exec::State> before) {
    auto setting = std::make_shared<Setting>();
    setting->outline = std::move(outline);
    setting->facts = std::move(facts);
    setting->before = before ? std::move(before) : std::make_shared<const exec::State>();
    return setting;
}

}  // namespace meritum::scorecard
