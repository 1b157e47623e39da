#pragma once

#include "base/input_file.h"

#include <map>
#include <string>

namespace macadam {

/// Where the entries of a zip file lie, by name; zip64 too.
///
/// For archives whose entries are stored, not compressed, as PyTorch writes them: an entry is a plain part of the file.
/// @throws Error that names the file when it is malformed or an entry is compressed or encrypted.
std::map<std::string, ByteRange> readZipDirectory(const InputFile& file);

}  // namespace macadam
