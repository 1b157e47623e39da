#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <set>
#include <string>
#include <unordered_map>

namespace macadam {

/// Keeps the files below a folder within a budget of bytes: what was used longest ago goes first. The files' own times
/// carry the order from session to session. Paths are those below the folder.
///
/// An object belongs to one thread at a time; nothing is looked at before the first call. What cannot be removed, or
/// has gone already, is nobody's trouble.
class FileBudget {
 public:
  FileBudget(std::filesystem::path folder, std::uintmax_t budgetBytes);

  /// After a file was read or written. Makes room, though never of this file.
  void use(const std::filesystem::path& file);
  /// Removes all that lies in none of these folders.
  void keepOnly(const std::set<std::string>& folders);
  std::uintmax_t bytes();

 private:
  struct Entry {
    std::uintmax_t bytes = 0;
    std::list<std::filesystem::path>::iterator place;
  };

  void look();
  void add(const std::filesystem::path& file, std::uintmax_t bytes);
  void forget(const std::filesystem::path& file);
  void remove(const std::filesystem::path& file);

  std::filesystem::path folder_;
  std::uintmax_t budget_;
  bool hasLooked_ = false;
  std::uintmax_t bytes_ = 0;
  std::list<std::filesystem::path> uses_;  ///< Latest first.
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace macadam
