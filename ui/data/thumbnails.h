#pragma once

#include "ui/data/thumbnail.h"

#include <QCache>
#include <QObject>
#include <QThreadPool>
#include <memory>
#include <vector>

namespace macadam {

/// Small pictures of the samples of a data set, read by a few background threads and kept under a byte budget, least
/// recently used out first. Lives in the UI thread; never waits, except when it is destroyed for what is being read.
class Thumbnails : public QObject {
  Q_OBJECT

 public:
  Thumbnails(qsizetype budgetBytes, int workers, QObject* parent = nullptr);
  ~Thumbnails() override;

  void setDataset(std::shared_ptr<const Dataset> dataset);
  /// The same samples, of which these have other masks: they are shown as they were until they are read anew.
  void updateDataset(std::shared_ptr<const Dataset> dataset, const std::vector<int>& samples);
  /// In device pixels. Pictures of another size are shown until they are read anew.
  void setSide(int side);
  int side() const { return side_; }

  /// Nullptr when it has not been read. Counts as a use; valid until control returns to the event loop.
  const TilePicture* find(int sample) const;
  /// What is wanted now, the most wanted first; replaces what was wanted before.
  void want(const std::vector<int>& samples);
  /// How many wait to be read.
  std::size_t waiting() const;

 Q_SIGNALS:
  void ready(int sample);

 private:
  struct Queue;
  struct Entry {
    TilePicture picture;
    int side = 0;
  };

  void work();
  void startWorkers();
  void keep(int sample, Entry entry, quint64 generation);

  std::shared_ptr<Queue> queue_;
  mutable QCache<int, Entry> cache_;
  QThreadPool pool_;
  int side_ = 160;
};

}  // namespace macadam
