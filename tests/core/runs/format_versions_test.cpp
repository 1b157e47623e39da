#include "base/file_format.h"
#include "data/project.h"
#include "data/split.h"
#include "labels/annotation_progress.h"
#include "labels/label_sources.h"
#include "runs/data_files.h"
#include "runs/metrics_log.h"
#include "runs/provenance.h"
#include "runs/run_notes.h"
#include "runs/settings_table.h"
#include "runs/suite_index.h"
#include "spec/presets.h"
#include "spec/run_spec_toml.h"
#include "support/damage.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// A file that is written whole, in a folder that the functions get.
struct WrittenFile {
  std::string name;
  std::function<void(const fs::path&)> write, read;
};

const std::vector<WrittenFile>& writtenFiles() {
  static const std::vector<WrittenFile> kFiles{
      {"project.toml", [](const fs::path& folder) { saveProject({.folder = folder, .data = "tiles"}); }, openProject},
      {"split.toml",
       [](const fs::path& folder) { saveSplit({.name = "mine", .labelled = {"a.png"}}, folder / "split.toml"); },
       [](const fs::path& folder) { loadSplit(folder / "split.toml"); }},
      {"run.toml", [](const fs::path& folder) { saveRunSpec(preset("demo"), folder / "run.toml"); },
       [](const fs::path& folder) { loadRunSpec(folder / "run.toml"); }},
      {"notes.toml", [](const fs::path& folder) { saveNotes({.note = "good"}, RunFolder(folder)); },
       [](const fs::path& folder) { loadNotes(RunFolder(folder)); }},
      {"suite.json", [](const fs::path& folder) { SuiteIndex(folder).add("sslkd", 3, RunFolder(folder / "run")); },
       [](const fs::path& folder) { SuiteIndex{folder}; }},
      {"provenance.json", [](const fs::path& folder) { saveProvenance({.seed = 7}, folder / "provenance.json"); },
       [](const fs::path& folder) { loadProvenance(folder / "provenance.json"); }},
      {"data.json",
       [](const fs::path& folder) {
         saveDataFiles({{"a.png", "12-ab"}}, folder / "data.json");
       },
       [](const fs::path& folder) { loadDataFiles(folder / "data.json"); }},
      {"progress.json",
       [](const fs::path& folder) {
         AnnotationProgress progress;
         progress.decide("a.png", TileVerdict::Done, {});
         saveProgress(progress, folder / "progress.json");
       },
       [](const fs::path& folder) { loadProgress(folder / "progress.json"); }}};
  return kFiles;
}

/// The same contents as a file of that version states them.
std::string ofVersion(const std::string& text, int version) {
  const std::string number = std::to_string(version);
  if (!text.starts_with('{')) return "format = " + number + "\n" + text;
  const std::string stated = "\"format\": 1,";
  const std::size_t place = text.find(stated);
  if (place == std::string::npos) return "{\"format\": " + number + "," + text.substr(1);
  return std::string(text).replace(place, stated.size(), "\"format\": " + number + ",");
}

TEST(FormatVersions, AFileIsOfTheFirstVersionWhetherItStatesThatOrNot) {
  for (const WrittenFile& file : writtenFiles()) {
    SCOPED_TRACE(file.name);
    const TemporaryFolder folder;
    file.write(folder.path());
    const std::string written = readBytes(folder / file.name);
    EXPECT_NO_THROW(file.read(folder.path()));
    writeBytes(folder / file.name, ofVersion(written, 1));
    EXPECT_NO_THROW(file.read(folder.path()));
    EXPECT_NO_THROW(file.write(folder.path()));
    EXPECT_EQ(readBytes(folder / file.name), written);
  }
}

TEST(FormatVersions, AFileOfALaterVersionIsRefusedByNameAndStaysAsItIs) {
  for (const WrittenFile& file : writtenFiles()) {
    SCOPED_TRACE(file.name);
    const TemporaryFolder folder;
    file.write(folder.path());
    const std::string later = ofVersion(readBytes(folder / file.name), 7);
    writeBytes(folder / file.name, later);
    const std::string refusal = errorOf([&] { file.read(folder.path()); });
    EXPECT_TRUE(refusal.starts_with((folder / file.name).string() + " was written by a later version of Macadam"))
        << refusal;
    EXPECT_NE(refusal.find("states version 7"), std::string::npos) << refusal;
    EXPECT_TRUE(refusal.ends_with("; open it with a newer Macadam; the file stays as it is")) << refusal;
    EXPECT_THROW(file.write(folder.path()), NewerFormat);
    EXPECT_EQ(readBytes(folder / file.name), later);
  }
}

TEST(FormatVersions, ADamagedFileMayBeWrittenOver) {
  for (const WrittenFile& file : writtenFiles()) {
    if (file.name == "suite.json") continue;  // which is read before something is added to it
    SCOPED_TRACE(file.name);
    const TemporaryFolder folder;
    writeBytes(folder / file.name, "{ damaged");
    EXPECT_NO_THROW(file.write(folder.path()));
    EXPECT_NO_THROW(file.read(folder.path()));
  }
}

TEST(FormatVersions, NotesOfALaterVersionAreNotRemovedEither) {
  const TemporaryFolder folder;
  writeBytes(folder / "notes.toml", "format = 2\nnotes = []\n");
  EXPECT_THROW(saveNotes({}, RunFolder(folder.path())), NewerFormat);
  EXPECT_TRUE(fs::exists(folder / "notes.toml"));
}

TEST(FormatVersions, SettingsOfALaterVersionAreNoTableOfSettings) {
  EXPECT_EQ(flattenedToml("format = 1\nname = \"a\"\n"), flattenedToml("name = \"a\"\n"));
  EXPECT_THROW(flattenedToml("format = 2\nname = \"a\"\n"), NewerFormat);
}

TEST(FormatVersions, EachEventStatesItsOwn) {
  const TemporaryFolder folder;
  const fs::path file = folder / "metrics.jsonl";
  const std::string known =
      "{\"event\":\"note\",\"message\":\"a\"}\n{\"format\":1,\"event\":\"note\",\"message\":\"b\"}\n";
  writeBytes(file, known);
  EXPECT_EQ(readMetrics(file).size(), 2U);

  const std::string later = known + "{\"format\":2,\"event\":\"note\",\"text\":\"c\"}\n";
  writeBytes(file, later);
  const std::string refusal = errorOf([&] { readMetrics(file); });
  EXPECT_TRUE(refusal.starts_with(file.string() + " line 3 was written by a later version of Macadam")) << refusal;
  EXPECT_THROW(truncateAfter(file, 0), Error);
  EXPECT_EQ(readBytes(file), later);
}

TEST(FormatVersions, WhereLabelsAreFromIsRefusedToo) {
  EXPECT_EQ(labelSourcesFromJson(R"({"format": 1, "codes": {}})"), LabelSources());
  EXPECT_THROW(labelSourcesFromJson(R"({"format": 2, "codes": {}})"), NewerFormat);
}

}  // namespace
}  // namespace macadam
