import Mechanisms

extension Property.Expectation {
  /// A sign beside the word, for those who look before they read.
  var symbol: String {
    switch self {
    case .proved: "✓"
    case .broken: "✗"
    case .impossible: "∅"
    case .undecided: "?"
    case .vacuous: "–"
    }
  }
}
