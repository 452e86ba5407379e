// Making a store.
#pragma once

#include <filesystem>

#include "storage/journal/baseline.hpp"

namespace tiaojie::storage {

// The file and, unless one lies there, its key file. Throws StoreFault: exists, unwritable, full; then nothing is left.
void create_store(const std::filesystem::path& file, const Baseline& baseline);

}  // namespace tiaojie::storage
