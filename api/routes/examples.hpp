// An example of every body and every answer, for the OpenAPI document and the page that shows it.
#pragma once

#include <string_view>
#include <vector>

namespace tiaojie::http {

struct Example {
    std::string_view schema;
    std::string_view json;
    std::string_view title{};  // in Chinese; where a schema has several
};

const std::vector<Example>& examples();
// Those of one schema, in order.
std::vector<Example> examples_of(std::string_view schema);

// An example of a parameter, as it stands in an address; empty when there is none.
std::string_view example_of_parameter(std::string_view name);

}  // namespace tiaojie::http
