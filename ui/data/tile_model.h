#pragma once

#include "data/dataset.h"
#include "data/split.h"
#include "ui/data/tile_name.h"
#include "ui/data/wording.h"

#include <QAbstractListModel>
#include <QString>
#include <memory>
#include <vector>

namespace macadam {

inline constexpr auto kTilesMimeType = "application/x-macadam-tiles";

/// The samples that a drag carries, by their places in the data set.
std::vector<int> draggedTiles(const QMimeData& data);

/// The samples of a data set with their sets, road shares, locks and problems; row = place in the data set.
class TileModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    IdRole = Qt::UserRole,
    SceneRole,
    SubsetRole,
    RoadShareRole,
    HasMaskRole,
    LockedRole,
    ProblemRole,
    NameRole  ///< A TileName.
  };

  using QAbstractListModel::QAbstractListModel;

  /// Null shows nothing.
  void setDataset(std::shared_ptr<const Dataset> dataset);
  /// The same samples, of which those in `rows` have other masks.
  void updateDataset(std::shared_ptr<const Dataset> dataset, const std::vector<int>& rows);
  void setSplit(const Split& split);
  /// Parallel to the samples; empty while nothing is measured.
  void setContents(std::vector<TileContent> contents);
  /// Those that name none of the samples are passed over.
  void setProblems(const std::vector<Problem>& problems);

  const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }
  const Sample& sample(int row) const { return dataset_->samples[static_cast<std::size_t>(row)]; }
  Subset subset(int row) const { return subsets_[static_cast<std::size_t>(row)]; }
  bool isLocked(int row) const { return locked_[static_cast<std::size_t>(row)]; }
  bool isMeasured() const { return !contents_.empty(); }
  /// None where nothing is measured yet, and where no mask labels anything.
  std::optional<double> roadShare(int row) const {
    return isMeasured() ? contents_[static_cast<std::size_t>(row)].roadShare : std::nullopt;
  }
  /// One a line; empty when nothing is wrong.
  const QString& problems(int row) const { return problems_[static_cast<std::size_t>(row)]; }
  /// As captions show it.
  const TileName& name(int row) const { return names_[static_cast<std::size_t>(row)]; }
  /// -1 when there is none of that id.
  int rowOf(const std::string& id) const;
  /// Those that problems concern which name ids, images or masks.
  std::vector<int> rowsNamed(const std::vector<std::string>& places) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;

 private:
  QString description(int row) const;
  void allChanged(const QList<int>& roles);

  std::shared_ptr<const Dataset> dataset_;
  std::vector<TileName> names_;
  std::vector<Subset> subsets_;
  std::vector<bool> locked_;
  std::vector<TileContent> contents_;
  std::vector<QString> problems_;
};

}  // namespace macadam
