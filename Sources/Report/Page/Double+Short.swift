import Foundation

extension Double {
  /// With four digits that matter, as a picture can tell it.
  var short: String { String(format: "%.4g", self == 0 ? 0 : self) }
}
