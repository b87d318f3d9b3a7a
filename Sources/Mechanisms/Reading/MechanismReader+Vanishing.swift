import Exact
import Foundation

/// Reading claims that something goes to zero.
extension MechanismReader {
  func vanishing(_ fields: inout Fields) -> Property.Vanishing {
    let quantity = fields.take("quantity").map { number($0, in: .parameters) }
    let solved = fields.take("solving for").map { parameters(solvedFor: $0) } ?? []
    let limit = fields.require("as").map { entry in
      let limit = self.limit(entry)
      if solved.contains(limit.parameter) {
        log.report(.limitSolvedFor(limit.parameter), at: entry.location)
      }
      return limit
    }
    let isUniform = fields.take("uniformly").map { flag($0, "uniformly") } ?? false
    var extent = Property.Vanishing.Extent.pointwise
    if let beyond = fields.take("beyond") {
      if !isUniform { log.report(.thresholdOfPointwise, at: beyond.location) }
      extent = .uniform(beyond: threshold(beyond))
    } else if isUniform {
      extent = .uniform(beyond: nil)
    }
    return Property.Vanishing(
      quantity, as: limit ?? Property.Vanishing.Limit("", to: nil), solvingFor: solved, extent)
  }

  /// A formula that speaks of ``Property/Vanishing/epsilon`` only: it is the same for all parameters.
  private func threshold(_ entry: Entry) -> Located<Formula> {
    var reader = self
    reader.vocabulary.parameters = [Property.Vanishing.epsilon]
    return reader.number(entry, in: .parameters)
  }

  private func parameters(solvedFor entry: Entry) -> [String] {
    listOrOne(entry).compactMap { parameter($0.text ?? "", at: place(of: $0)) }
  }

  /// `deposit -> infinity` or `check -> 0`.
  private func limit(_ entry: Entry) -> Property.Vanishing.Limit {
    let text = text(entry, "a limit")
    let sides = text.split(separator: "->", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard sides.count == 2 else {
      if entry.text != nil { log.report(.notALimit(text), at: place(of: entry)) }
      return Property.Vanishing.Limit("", to: nil)
    }
    let name = parameter(sides[0], at: place(of: entry)) ?? ""
    if sides[1] == "infinity" { return Property.Vanishing.Limit(name, to: nil) }
    guard let value = Rational(sides[1]) else {
      log.report(.notALimit(text), at: place(of: entry))
      return Property.Vanishing.Limit(name, to: nil)
    }
    return Property.Vanishing.Limit(name, to: value)
  }
}
