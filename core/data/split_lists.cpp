#include "data/split_lists.h"

#include "base/atomic_file.h"
#include "data/layouts/text_lists.h"

#include <algorithm>
#include <array>
#include <map>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

struct ListFile {
  std::string_view name;
  std::vector<std::string> Split::*list;
};

constexpr std::array<ListFile, 4> kWritten{{{"labeled.txt", &Split::labelled},
                                            {"unlabeled.txt", &Split::unlabelled},
                                            {"val.txt", &Split::validation},
                                            {"test.txt", &Split::test}}};
constexpr std::array<ListFile, 2> kOtherSpellings{
    {{"labelled.txt", &Split::labelled}, {"unlabelled.txt", &Split::unlabelled}}};

std::string lineOf(const Sample& sample, const fs::path& folder) {
  std::string line = sample.image.lexically_proximate(folder).generic_string();
  if (sample.hasMask()) line += ' ' + sample.mask.lexically_proximate(folder).generic_string();
  return line + '\n';
}

std::string linesOf(const std::vector<std::string>& ids, const Dataset& dataset, const fs::path& folder) {
  std::string lines;
  for (const std::string& id : ids) {
    const Sample* sample = dataset.find(id);
    if (sample == nullptr) throw Error(id, "is not in the data set", "draw the split anew");
    if (sample->window) {
      throw Error(id, "is a window of a larger picture, which a list cannot name",
                  "import the data set first: that cuts it into tiles of their own");
    }
    lines += lineOf(*sample, folder);
  }
  return lines;
}

}  // namespace

void exportLists(const Split& split, const Dataset& dataset, const fs::path& folder) {
  const fs::path target = fs::absolute(folder).lexically_normal();
  std::array<std::string, kWritten.size()> texts;
  for (std::size_t i = 0; i < kWritten.size(); ++i) texts[i] = linesOf(split.*kWritten[i].list, dataset, target);
  std::error_code ignored;
  fs::create_directories(target, ignored);
  for (std::size_t i = 0; i < kWritten.size(); ++i) writeTextAtomically(target / kWritten[i].name, texts[i]);
}

Split importLists(const fs::path& folder, const Dataset& dataset) {
  const fs::path source = fs::absolute(folder).lexically_normal();
  std::multimap<fs::path, std::string> idsOfImage;
  for (const Sample& sample : dataset.samples) idsOfImage.emplace(sample.image, sample.id);

  Split split{.name = source.filename().string()};
  std::vector<Problem> problems;
  const auto read = [&](const ListFile& list) {
    for (const ListedPicture& picture : readList(source / list.name)) {
      const auto [first, last] = idsOfImage.equal_range(picture.image);
      if (first == last) {
        problems.push_back({(source / list.name).string(),
                            "names " + picture.image.string() + ", which is not in the data set",
                            "mend or remove the line"});
      }
      for (auto entry = first; entry != last; ++entry) (split.*list.list).push_back(entry->second);
    }
  };
  std::ranges::for_each(kWritten, read);
  std::ranges::for_each(kOtherSpellings, read);

  std::map<std::string, int> uses;
  for (auto* list : {&split.labelled, &split.unlabelled, &split.validation, &split.test}) {
    std::ranges::sort(*list);
    for (const std::string& id : *list) {
      if (++uses[id] == 2) problems.push_back({id, "is listed more than once", "keep it in one of the lists"});
    }
  }
  if (!problems.empty()) throw Error(std::move(problems));
  if (!split.labelled.empty())
    split.unlabelledPerLabelled = double(split.unlabelled.size()) / double(split.labelled.size());
  return split;
}

}  // namespace macadam
