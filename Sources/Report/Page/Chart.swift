/// A picture, as a script for gnuplot, with what it shows in words.
struct Chart: Sendable {
  /// The size of all pictures, in points of the screen.
  static let size = (width: 400, height: 290)

  var title: String
  /// For who does not see it.
  var description: String
  /// What its colours and numbers stand for.
  var legend: [Entry]
  /// What plots it, once the terminal is chosen.
  var script: String

  struct Entry: Sendable {
    /// Nil for what is drawn as text is.
    var tone: Tone?
    var label: String
    var text: String
  }

  /// A colour, by its place in the page's palette.
  enum Tone: Hashable, Sendable {
    case safe, unassumed, allowed
    case attack(Int)

    /// Attacks beyond these look alike.
    static let attacks = 6

    /// The number that stands for it in a script.
    var number: Int {
      switch self {
      case .safe: 1
      case .unassumed: 2
      case .allowed: 3
      case .attack(let place): 4 + min(place, Self.attacks)
      }
    }

    /// What gnuplot is told: the number as a colour.
    var code: String { "rgb \(number)" }
  }
}

/// Text as gnuplot reads it literally.
enum Quoted {
  static func text(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "'\(line.replacing("'", with: "''"))'"
  }
}
