import Collusion
import Games
import Mechanisms

/// Something about a line of a file that whoever changed the file should hear of.
struct Remark: Sendable {
  enum Subject: Sendable {
    /// Cartel contradicts itself.
    case contradiction
    /// Something is wrong with the file.
    case mistake
    /// A recorded attack is not as recorded.
    case record
    case property(Run.Result)
    case game(GameResult)
  }

  enum Weight: Sendable {
    /// It is not as it should be.
    case error
    /// It is not known whether it is as it should be.
    case open
    /// Nothing was said of how it should be.
    case note
  }

  var subject: Subject
  var weight: Weight
  /// The line is 0 if there is none to point at, the file empty if there is none either.
  var place: Location
  var title: String
  var text: String

  private init(_ subject: Subject, _ title: String, _ diagnostic: Diagnostic) {
    self.subject = subject
    weight = .error
    place = Location(
      file: diagnostic.file, line: diagnostic.line, column: diagnostic.column)
    self.title = title
    text = diagnostic.message
  }

  /// Nothing, if there is nothing to remark on: it is as expected.
  private init?(_ result: Run.Result) {
    let finding = result.finding
    switch finding.verdict {
    case .undecided where !finding.isExpected: weight = .open
    case _ where !finding.isExpected: weight = .error
    case .broken where finding.property.expected == nil: weight = .note
    default: return nil
    }
    subject = .property(result)
    place = finding.property.location
    title = "\(result.mechanism.name): \(finding.property.name)"
    text = ([finding.outcome] + RunText().details(finding, on: result.mechanism))
      .joined(separator: "\n")
  }

  /// Nothing, if there is nothing to remark on: it is as expected.
  private init?(_ result: GameResult) {
    switch result.verdict {
    case .undecided where !result.isExpected: weight = .open
    case _ where !result.isExpected: weight = .error
    case .broken where result.expected == nil: weight = .note
    default: return nil
    }
    subject = .game(result)
    place = result.location
    title = "\(result.game.name): \(result.name)"
    text = ([result.outcome] + GameText(result).lines).joined(separator: "\n")
  }

  /// What a run has to tell, the gravest first.
  static func all(of run: Run) -> [Remark] {
    let contradictions = run.contradictions.map {
      Remark(.contradiction, "Cartel disagrees with itself", $0)
    }
    let mistakes = run.errors.map { Remark(.mistake, "a mistake", $0) }
    let records = run.failedReplays.map { Remark(.record, "a recorded attack", $0) }
    let properties =
      run.results.compactMap { Remark($0) } + run.games.compactMap { Remark($0) }
    return contradictions + mistakes + records + properties.filter { $0.weight == .error }
      + properties.filter { $0.weight != .error }
  }
}

extension Finding {
  /// The verdict, and the one that is expected if that is another.
  var outcome: String {
    verdict.expectation.told(expecting: property.expected)
  }
}

extension GameResult {
  /// The verdict, and the one that is expected if that is another.
  var outcome: String { verdict.told(expecting: expected) }
}

extension Property.Expectation {
  fileprivate func told(expecting expected: Property.Expectation?) -> String {
    guard let expected, expected != self else { return rawValue }
    return "\(rawValue), expected \(expected.rawValue)"
  }
}
