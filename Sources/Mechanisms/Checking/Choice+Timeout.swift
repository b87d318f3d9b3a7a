import Spelling

extension Choice {
  /// What is wrong with the option that counts when the deadline passes: whoever says nothing takes it, so it has
  /// to be there always.
  var timeoutMistake: Mistake? {
    guard let timeout, !options.isEmpty else { return nil }
    let names = options.map(\.name)
    guard let option = options.first(where: { $0.name == timeout }) else {
      return .unknownOption(timeout, of: name, nearest(to: timeout, among: names), all: names)
    }
    return option.condition == nil ? nil : .conditionalTimeout(timeout)
  }
}
