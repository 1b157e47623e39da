#pragma once

#include "ui/data/tile_delegate.h"
#include "ui/data/tile_filter.h"

#include <QWidget>
#include <string>
#include <vector>

class QStackedWidget;

namespace macadam {

class BrowserFooter;
class FilterBar;
class NoticeBar;
class Thumbnails;
class TileModel;
class TilePreview;
class TileView;

/// Grid and large view of the tiles, with search, filters and what is painted over them.
class TileBrowser : public QWidget {
  Q_OBJECT

 public:
  explicit TileBrowser(TileModel& tiles, QWidget* parent = nullptr);

  /// Shows another data set from now on.
  void reset();
  /// Those in these rows have other masks.
  void showEdited(const std::vector<int>& rows);

  TileView& view() { return *view_; }
  /// Grid and large view, of which one is in sight.
  QWidget& views();
  FilterBar& filters() { return *filters_; }
  NoticeBar& refusal() { return *refusal_; }
  const RoadOverlay& overlay() const { return overlay_; }
  void setOverlay(const RoadOverlay& overlay);
  void setTileSide(int side);

  std::vector<std::string> selected() const;
  /// Shows them, whatever is filtered, and selects them.
  void select(const std::vector<std::string>& ids);
  /// Where moving has taken all that was selected out of sight: selects what has come in its place.
  void keepSelection();
  bool isEnlarged() const;
  void enlarge();
  void showGrid();
  void showAll();

 Q_SIGNALS:
  void selectionChanged();
  void menuWished(const QPoint& globalPosition);
  void overlayChanged();

 private:
  void showCount();
  void showCurrent();
  void step(int by);
  void showWhatThereIs();

  TileModel& tiles_;
  TileFilter shown_;
  Thumbnails* thumbnails_;
  FilterBar* filters_;
  NoticeBar* refusal_;
  QStackedWidget* stack_;
  QWidget* nothing_;
  TileView* view_;
  TilePreview* preview_;
  BrowserFooter* footer_;
  RoadOverlay overlay_;
};

}  // namespace macadam
