#pragma once

#include "data/dataset.h"
#include "ui/compare/compare_source.h"
#include "ui/compare/pane_render.h"
#include "ui/compare/predictions.h"
#include "ui/compare/score_table.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// What is compared, and what is known of it: the sources, those that panes show, the look, the picture, and which
/// checkpoints and labels things are of. Knows no widgets.
class CompareModel {
  Q_DECLARE_TR_FUNCTIONS(CompareModel)

 public:
  /// Another project, or none: nothing is chosen, and nothing known.
  void reset();

  /// What can be compared, in place of what could be; offers also where any two that are shown disagree.
  void setSources(std::vector<CompareSource> sources);
  const std::vector<CompareSource>& sources() const { return sources_; }
  /// Nullptr when there is none of that id.
  const CompareSource* find(const std::string& id) const { return findSource(sources_, id); }
  /// What the panes show, then what is behind their curtains; may be empty, and the same twice.
  /// @returns whether other sources are offered now.
  bool setShown(std::vector<std::string> ids);
  /// Those that are there, each once.
  std::vector<CompareSource> shown() const;
  std::vector<CompareSource> scored() const;
  /// What tells a shown source from the others; empty for one that is not shown.
  QString shortTitle(const std::string& source) const;

  /// What the panes are to begin with, where it is there; of the last session.
  void wish(std::vector<std::string> ids) { wished_ = std::move(ids); }
  /// Lets the panes stay as they are.
  void choose() { isChosen_ = true; }
  /// What the panes are to begin with; once, when there are networks.
  std::optional<std::vector<std::string>> firstChoice();

  void setLook(const PaneLook& look) { look_ = look; }
  const PaneLook& look() const { return look_; }
  /// Remembers a source's best threshold, and says what its scores are then worth.
  QString takeBest(const CompareSource& source, const BestThreshold& best);
  int bestThreshold() const { return bestThreshold_; }
  /// The source that this is the best of.
  const std::string& bestSource() const { return bestSource_; }

  /// What was chosen last, and may be loading; of a picture file only the name is known.
  void want(Sample sample) { wanted_ = std::move(sample); }
  const Sample& wanted() const { return wanted_; }
  /// Whether that is no tile of the project.
  bool wantsFile(const Dataset& dataset) const;
  /// From here on all that is shown is of this picture. @param isLarge so that it is never in memory as a whole.
  void begin(std::optional<Sample> sample, bool isLarge = false, const QString& truthNote = {});
  const std::optional<Sample>& sample() const { return sample_; }
  bool isLarge() const { return isLarge_; }
  /// Why the picture cannot be shown.
  void setProblem(const QString& problem) { problem_ = problem; }
  /// Why a source could not be predicted on it.
  void setFailure(const std::string& source, const QString& failure) { failures_[source] = failure; }
  void clearFailure(const std::string& source) { failures_.erase(source); }
  /// What a pane says in place of a source. @param painting why it could not be painted, or empty.
  QString noteOf(const CompareSource& source, const QString& painting, bool isPredicted) const;
  /// What a pane says of a source above its picture, where it has no scores.
  QString lineOf(const CompareSource& source) const;

  struct Edits {
    std::vector<std::string> pictures;  ///< Those with other labels now; an opened file by its path.
    bool concernsWanted = false;        ///< Whether what was chosen last is among them.
  };
  /// From now on what is counted against former labels of these samples is of another edition.
  Edits takeEdits(const std::vector<std::string>& samples, const Dataset& dataset);
  /// The edition of a picture's labels.
  int labelsOf(const std::string& picture) const;
  bool knowsCheckpoint(const std::string& source) const { return checkpoints_.contains(source); }
  /// @returns whether what is known of the source is of another checkpoint, and to be forgotten.
  bool takeCheckpoint(const std::string& source, const std::string& stamp);

  /// Source by source, so that few networks are open at a time.
  std::vector<PredictionTask> tasksFor(const std::vector<Sample>& samples,
                                       const std::vector<CompareSource>& sources) const;

 private:
  std::vector<CompareSource> sources_;
  std::vector<std::string> shownIds_;
  std::map<std::string, QString> shortTitles_;  ///< Of those that are shown.
  std::vector<std::string> wished_;
  bool isChosen_ = false;  ///< Whether the panes have shown networks.

  PaneLook look_;
  int bestThreshold_ = -1;
  std::string bestSource_;

  Sample wanted_;
  std::optional<Sample> sample_;
  bool isLarge_ = false;
  QString problem_;
  QString truthNote_;  ///< Where the truth of a file was found, or why it is not used; else empty.
  std::map<std::string, QString> failures_;  ///< By source.

  std::map<std::string, std::string> checkpoints_;  ///< Stamps of those that the curves and pictures of sources are of.
  std::map<std::string, int> editions_;             ///< Of the labels of pictures that were edited.
};

}  // namespace macadam
