#pragma once

#include "ui/compare/run_checkpoints.h"
#include "ui/project/run_catalog.h"

#include <QString>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

enum class CheckpointChoice { Best, Last };

/// A trained network of a run.
struct NetworkSource {
  std::filesystem::path run;  ///< A run's folder, or a checkpoint file.
  std::string network;        ///< Its name in the checkpoint.
  CheckpointChoice checkpoint = CheckpointChoice::Best;

  bool operator==(const NetworkSource&) const = default;
};

enum class SourceKind { Image, Truth, Network, Mean, Disagreement };

/// What a pane can show.
struct CompareSource {
  SourceKind kind = SourceKind::Image;
  /// None, one, or those whose mean or difference is shown.
  std::vector<NetworkSource> networks;
  std::string id;  ///< Equal in every session, for example `runs/2026-11-22_1512_demo/student`.
  QString title;   ///< As in a figure, for example `SSLKD student`.
  QString group;   ///< The run that it belongs to: its name, and its folder where others have that name; else empty.
  QString method;  ///< What the title begins with, of a network.
  QString part;    ///< And what it goes on with: which of the method's networks.
  QString unavailable;  ///< Why it cannot be shown yet, in a sentence; empty where it can.

  bool isAvailable() const { return unavailable.isEmpty(); }
  /// Whether it predicts roads, so that it can be scored.
  bool isScored() const { return isAvailable() && (kind == SourceKind::Network || kind == SourceKind::Mean); }
  /// Whether it needs networks, and they are there.
  bool isPredicted() const { return isAvailable() && !networks.empty(); }

  bool operator==(const CompareSource&) const = default;
};

/// Image and truth, then every run, newest first: its networks, and of several teachers mean and disagreement; what is
/// not there yet with the reason, of a run without any checkpoint its main network alone. `runs` is the folder that ids
/// are relative to.
std::vector<CompareSource> listSources(const std::vector<RunRecord>& records, const std::filesystem::path& runs,
                                       const CheckpointsOf& checkpointsOf = checkpointsOnDisk);

/// What is worth seeing first: image, truth, and the networks of the newest distilled student, or of the newest run.
std::vector<std::string> firstSources(const std::vector<CompareSource>& sources);

/// Image, truth, and the network that each of these runs is about first, if it is there, in their order.
std::vector<std::string> sourcesOfRuns(const std::vector<CompareSource>& sources,
                                       const std::vector<std::filesystem::path>& runs);

/// What one more pane shows: a network that is not there yet, the best of its run before its last; then anything else.
std::string nextSource(const std::vector<CompareSource>& sources, const std::vector<std::string>& shown);

/// The checkpoint that a network is read from, or the run where that is for its files to say.
std::filesystem::path weightsOf(const NetworkSource& network);

/// Nullptr when there is none of that id.
const CompareSource* findSource(const std::vector<CompareSource>& sources, const std::string& id);

/// Titles of some sources; where two are alike, with their runs.
QStringList distinctTitles(const std::vector<CompareSource>& sources);

}  // namespace macadam
