#pragma once

#include "ui/compare/file_prediction.h"
#include "ui/compare/picture_offer.h"
#include "ui/jobs/newest_wins.h"

#include <QDialog>
#include <QString>
#include <filesystem>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QThreadPool;

namespace macadam {

class SourceBox;

/// Asks which network, or mean of two, is to predict which pictures into which files, which are looked for in the
/// background.
class PredictDialog : public QDialog {
  Q_OBJECT

 public:
  /// @param threads look for the files, and may be at it still when this has gone: a folder may not answer;
  /// @param networks that can be chosen, at least one; @param chosen the id of one of them.
  PredictDialog(QThreadPool& threads, std::vector<CompareSource> networks, const std::string& chosen,
                const std::vector<PictureOffer>& offers, const std::filesystem::path& folder, double threshold,
                QWidget* parent = nullptr);

  /// Offers these too, and chooses them.
  void addPictures(const PictureOffer& offer);
  /// The pictures of a folder; says so where it has none.
  void addFolder(const std::filesystem::path& folder);
  /// What stands in the way, in words; empty when it can begin. While the files are looked for, what was said before.
  QString problem() const;
  FilePrediction prediction() const;

 private:
  void layOut();
  void chooseFolder();
  void chooseFiles();
  void chooseOutput();
  void refresh();
  void showPlan(PredictionPlan plan);
  void showProblem(const QString& problem);
  QString objection() const;
  QString planProblem() const;
  QString existingProblem() const;
  QString summary() const;

  std::vector<CompareSource> networks_;
  std::vector<PictureOffer> offers_;
  PredictionPlan plan_;
  SourceBox* network_;
  QComboBox* pictures_;
  QCheckBox* mask_;
  QCheckBox* probability_;
  QDoubleSpinBox* threshold_;
  QLineEdit* folder_;
  QCheckBox* replace_;
  QLabel* summary_;
  QPushButton* predict_;
  NewestWins<PredictionPlan> planner_;
};

}  // namespace macadam
