#pragma once

#include "ui/jobs/jobs.h"
#include "ui/shell/folder_facts_panel.h"

#include <QDialog>
#include <QFuture>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

namespace macadam {

/// Makes a project: images in, what is there and what is wrong is shown, then the project folder is written.
///
/// Nothing is written before `Create`; the images are never written to.
class NewProjectDialog : public QDialog {
  Q_OBJECT

 public:
  NewProjectDialog(Jobs& jobs, const QString& images, QWidget* parent = nullptr);
  ~NewProjectDialog() override;

  /// Of the project that was made, when the dialog was accepted.
  QString folder() const { return folder_->text().trimmed(); }

  /// Not while the project is being written: that takes a moment, and half a project helps nobody.
  void reject() override;

 private:
  QWidget* makeForm();
  QWidget* makePathRow(QLineEdit* edit, const QString& question);
  void imagesChanged();
  void look(int tileSize);
  void showFacts(const FolderFacts& facts);
  void startCheck();
  void chooseMasks();
  void suggestFolder();
  void refresh();
  void create();
  void leaveCheck();

  Jobs& jobs_;
  QLineEdit* images_;
  QLineEdit* folder_;
  QSpinBox* tileSize_;
  FolderFactsPanel* facts_;
  QLabel* obstacle_;
  QPushButton* create_;
  QPushButton* cancel_;
  QTimer settle_;
  QFuture<FolderFacts> looking_;
  QFuture<DataReport> checking_;
  std::vector<TileContent> contents_;
  MaskMeaning masks_;            ///< Of the images that are shown.
  std::vector<Sample> samples_;  ///< Some of them, to show their masks' values on.
  DataChoices choices_;          ///< Made for them.
  bool usable_ = false;          ///< The images that are shown can be made a project of.
  bool creating_ = false;
  bool folderIsOwn_ = false;  ///< Written by a person, not suggested.
  bool tileSizeIsOwn_ = false;
};

}  // namespace macadam
