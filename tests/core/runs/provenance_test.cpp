#include "runs/provenance.h"

#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Provenance, ReadsBackWhatItSaved) {
  const TemporaryFolder folder;
  const Provenance written{"Macadam 9.9",
                           "2.11.0",
                           "CPU, 2 threads",
                           "host",
                           "Linux",
                           "2026-11-22T15:12:00Z",
                           "ab",
                           "cd",
                           18'446'744'073'709'551'615u,
                           {{"2026-11-23T08:00:00Z", "other", "cuda:0", "1.13.0"},
                            {"2026-11-24T08:00:00Z", "host", "cpu, 2 threads", "2.11.0"}}};
  saveProvenance(written, folder / "provenance.json");
  EXPECT_EQ(loadProvenance(folder / "provenance.json"), written);
}

TEST(Provenance, OfARunThatWasNeverGoneOnWithHasNoResumptions) {
  const TemporaryFolder folder;
  saveProvenance({.program = "Macadam 9.9"}, folder / "provenance.json");
  EXPECT_EQ(readText(folder / "provenance.json").find("resumed"), std::string::npos);
  EXPECT_TRUE(loadProvenance(folder / "provenance.json").resumed.empty());
}

TEST(Provenance, NamesProgramHostAndTime) {
  const Provenance here = provenanceHere(std::chrono::system_clock::time_point(std::chrono::seconds(0)));
  EXPECT_TRUE(here.program.starts_with("Macadam "));
  EXPECT_FALSE(here.host.empty());
  EXPECT_EQ(here.startedAt, "1970-01-01T00:00:00Z");
}

TEST(Provenance, TheFingerprintChangesWithNamesAndFileSizesAlone) {
  const TemporaryFolder folder;
  appendText(folder / "a.png", "1234");
  Dataset dataset;
  dataset.samples.push_back({.id = "a", .image = folder / "a.png", .width = 8, .height = 8});
  const std::string before = dataFingerprint(dataset);
  EXPECT_EQ(before.size(), 16u);
  EXPECT_EQ(dataFingerprint(dataset), before);
  appendText(folder / "a.png", "5");
  const std::string longer = dataFingerprint(dataset);
  EXPECT_NE(longer, before);
  dataset.samples[0].id = "b";
  EXPECT_NE(dataFingerprint(dataset), longer);
}

TEST(Provenance, AMissingFileIsAnErrorThatNamesIt) {
  try {
    loadProvenance("/nonexistent/provenance.json");
    FAIL() << "read a missing file";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, "/nonexistent/provenance.json");
  }
}

}  // namespace macadam
