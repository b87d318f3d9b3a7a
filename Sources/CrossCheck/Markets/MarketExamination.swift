public import Collusion
public import Exact
public import Mechanisms
import Simulation

/// Holds markets of a mechanism against the twin's exact money, and against what was proved.
public struct MarketExamination: Sendable {
  /// How many deals are made for each sum that is compared.
  public static let deals = 20_000

  /// Money as measured in a market, beside what the twin says.
  public struct Comparison: Sendable {
    /// The recorded attack, by its property; nil for deals in which all do what is prescribed.
    public var attack: String?
    public var line: MarketAgreement.Line
  }

  /// One sum in a million is off by more standard errors than this by chance.
  public static let mostDistance = 4.9

  public let mechanism: Mechanism
  public private(set) var comparisons: [Comparison] = []
  /// Markets that could not be held, with the reason.
  public private(set) var omitted: [String] = []
  public let chapter: MarketChapter

  /// - Parameter records: attacks that were recorded on the mechanism.
  /// - Parameter usual: parameters at which all do what is prescribed; nil if there are none.
  public init(
    of mechanism: Mechanism, _ chapter: MarketChapter, records: [RecordedAttack],
    at usual: [String: Rational]?, seed: UInt64
  ) {
    self.mechanism = mechanism
    self.chapter = chapter
    if let parameters = usual {
      compare(nil) {
        try MarketAgreement(of: mechanism, at: parameters, deals: Self.deals, seed: seed)
      }
    }
    for attack in records {
      let name = attack.property.name
      compare(name) {
        try MarketAgreement(
          of: CartelScript(attack.record, on: mechanism), on: mechanism,
          prescribing: attack.property.prescriptions, at: attack.parameters, deals: Self.deals,
          seed: seed)
      }
    }
  }

  private mutating func compare(
    _ attack: String?, _ agreement: () throws -> MarketAgreement
  ) {
    do {
      comparisons += try agreement().lines.map { Comparison(attack: attack, line: $0) }
    } catch {
      omitted.append("\(attack ?? "honest deals"): \(error)")
    }
  }

  /// Sums that are otherwise than the twin says, which is not by chance.
  public var disagreements: [Comparison] {
    comparisons.filter { $0.line.distance > Self.mostDistance }
  }

  /// Whether anything contradicts anything else.
  public var isContradicted: Bool { !disagreements.isEmpty || !contradictions.isEmpty }

  /// Properties that are proved, and by whose coalition more was gained.
  public var contradictions: [String] {
    chapter.trials.filter { $0.value.contradicts }.keys.sorted()
  }
}
