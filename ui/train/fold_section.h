#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace macadam {

/// A titled part of a form that folds away.
class FoldSection : public QWidget {
  Q_OBJECT

 public:
  enum class Rank { Section, Detail };

  /// @param key names it in the settings, for example `schedule`.
  FoldSection(const QString& title, const QString& key, Rank rank, QWidget* parent = nullptr);

  QVBoxLayout* content() const { return content_; }
  const QString& key() const { return key_; }
  bool isOpen() const { return isOpen_; }
  void setOpen(bool open);
  /// Says on the header, while folded, that something inside needs attention.
  void setAttention(int problems);

 Q_SIGNALS:
  void toggled(bool open);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void showHeader();

  QString title_;
  QString key_;
  Rank rank_;
  bool isOpen_ = false;
  int problems_ = 0;
  QToolButton* header_;
  QWidget* body_;
  QVBoxLayout* content_;
};

}  // namespace macadam
