public import Collusion
public import CrossCheck
import Exact
public import Mechanisms

/// What was found about one mechanism.
public struct Chapter: Sendable {
  public var mechanism: Mechanism
  public var findings: [Finding]
  /// What all earn who do what is prescribed; nil where it cannot be told.
  public var honest: HonestDeal?
  /// What a market teaches about it.
  public var market: MarketChapter?
  /// For the properties that a design can make hold, the cheapest one.
  public var designs: [Offer]

  /// The cheapest design with which a property holds.
  public struct Offer: Sendable {
    public var property: Property
    public var cheapest: Result<CheapestParameters, NoExtremum>

    public init(_ property: Property, _ cheapest: Result<CheapestParameters, NoExtremum>) {
      self.property = property
      self.cheapest = cheapest
    }

    fileprivate var infimum: Extremum? { (try? cheapest.get())?.infimum }
    fileprivate var cost: Rational? { infimum?.value }
    fileprivate var isPossible: Bool { infimum != nil }

    /// Whether it is about more coalitions, and else the same.
    fileprivate func covers(_ other: Offer) -> Bool {
      guard case .perRole(let bounds) = property.coalitions,
        case .perRole(let others) = other.property.coalitions
      else { return false }
      return bounds.count > others.count && others.allSatisfy(bounds.contains)
        && property.honesty == other.property.honesty && property.given == other.property.given
        && property.identities == other.property.identities
        && property.margin == other.property.margin
    }
  }

  public init(
    _ mechanism: Mechanism, _ findings: [Finding], honest: HonestDeal?, market: MarketChapter?,
    designs: [Offer]
  ) {
    self.mechanism = mechanism
    self.findings = findings
    self.honest = honest
    self.market = market
    self.designs = designs
  }

  /// The designs that say something: they cost something, and hold no part of a coalition that another one
  /// holds.
  var tellingDesigns: [Offer] {
    designs.filter { offer in
      offer.cost != 0
        && !designs.contains { $0.isPossible && $0.covers(offer) }
    }
  }

  /// The folder that the mechanism's file is in.
  var folder: String {
    mechanism.location.file.split(separator: "/").dropLast().last.map(String.init) ?? ""
  }
}

extension Finding {
  /// Whether it is about safety, leaves the choice to the designer, and does not hold whatever is chosen.
  public func needsDesign(_ design: Design?) -> Bool {
    let isAboutSafety =
      property.claim == .someParametersAreSafe && property.prescriptions.isEmpty
      || property.isGuarantee && verdict != .proved
    guard let design, isAboutSafety
    else { return false }
    return !property.given.contains { condition in
      design.chosen.contains { condition.content.speaks(of: $0) }
    }
  }
}

extension Property {
  /// Whether it claims that nobody gains, of the prescriptions of the mechanism itself.
  public var isGuarantee: Bool { prescriptions.isEmpty && claimsThatNobodyGains }

  private var claimsThatNobodyGains: Bool {
    switch claim {
    case .noProfitableDeviation, .noProfitableDeviationAmong, .notEachMemberGains,
      .coalitionProofness:
      true
    case .someParametersAreSafe, .guarantee, .conservation, .solvency, .vanishes: false
    }
  }

  /// Which of the goals of the distributed compute problem a proof of it reaches.
  var goal: String {
    let kind =
      switch claim {
      case .vanishes: "2"
      case .someParametersAreSafe: "1"
      default: claimsThatNobodyGains ? "1" : ""
      }
    return honesty.isEmpty || kind.isEmpty ? kind : "3 (\(kind))"
  }
}
