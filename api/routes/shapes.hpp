// What bodies and answers look like, as data: one row a shape, in the notation of schema_text.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiaojie::http {

struct Shape {
    std::string_view name;
    std::string_view help;  // in Chinese; may be empty
    std::string fields;
};

const std::vector<Shape>& body_shapes();    // besides the commands, which come from core/case/command.hpp
const std::vector<Shape>& answer_shapes();  // besides the events, which come from core/case/event.hpp

}  // namespace tiaojie::http
