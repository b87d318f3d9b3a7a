import Collusion
import CrossCheck
import Exact
import Foundation
import Mechanisms

/// What was found about many mechanisms, as one page of Markdown.
public struct FindingsPage: Sendable {
  private let chapters: [Chapter]
  /// What stands before the tables.
  private let introduction: String
  /// The folder that the page is in, with a slash, as the files of mechanisms name it.
  private let folder: String

  /// - Parameter folder: Where the page will be, if that is known: links start there.
  public init(_ chapters: [Chapter], introduction: String, in folder: String = "") {
    self.chapters = chapters
    self.introduction = introduction
    self.folder = folder.isEmpty ? "" : folder + "/"
  }

  /// The page.
  public var text: String {
    let sections =
      [introduction.trimmingNewlines, prices, overview, impossibilities]
      + folders.map { folder in section(folder) }
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var folders: [String] {
    chapters.map(\.folder).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  // MARK: - What safety costs

  private var prices: String {
    let rows = chapters.flatMap { chapter in
      chapter.tellingDesigns.map { row($0, of: chapter.mechanism) }
    }
    guard !rows.isEmpty else { return "" }
    return """
      ## What safety costs

      For each mechanism that leaves something to its designer, the cheapest choice with which nobody of a \
      coalition, nor any part of it, gains anything: what honest users bear for one deal in fees, audits and \
      interest on what they lock up, all else being usual. "None": no choice is safe. Not told: what costs nothing, \
      since nothing is audited then, and coalitions that are part of another one that can be held.


      """
        + MarkdownTable(header: ["mechanism", "against", "if", "least cost", "with"], rows: rows)
        .text
  }

  private func row(_ offer: Chapter.Offer, of mechanism: Mechanism) -> [String] {
    let words = Self.words(offer.cheapest, over: mechanism.design?.chosen ?? [])
    return [
      Self.link(mechanism.name), ClaimText(offer.property, of: mechanism).coalition,
      offer.property.honesty, words.text, words.place,
    ]
  }

  static func words(
    _ cheapest: Result<CheapestParameters, NoExtremum>, over chosen: [String]
  ) -> (text: String, place: String) {
    guard case .success(let cheapest) = cheapest else { return ("not known", "") }
    guard let infimum = cheapest.infimum else { return ("none", "") }
    let values = chosen.compactMap { name in infimum.point?[name].map { "`\(name) = \($0)`" } }
    let place = values.joined(separator: ", ")
    switch infimum {
    case .attained(let value, _): return (Self.rounded(value), place)
    case .approached(let value, _):
      return ("any more than \(Self.rounded(value))", "for example " + place)
    case .enclosed(let value, _, _):
      return ("about \(Self.decimal(value))", "nearly with " + place)
    case .unbounded, .unknown: return ("not known", "")
    }
  }

  /// A number, and what it is about if it is no simple fraction.
  private static func rounded(_ value: Rational) -> String {
    value.denominator > 20 ? "\(value) (about \(decimal(value)))" : "\(value)"
  }

  private static func decimal(_ value: Rational) -> String {
    String(format: "%.4g", value.approximation)
  }

  // MARK: - The goals

  private var overview: String {
    let rows = chapters.map { chapter in
      let sorted = Goals(chapter)
      return [
        Self.link(chapter.mechanism.name), sorted.never.joined(separator: "; "),
        sorted.vanishes.joined(separator: "; "), sorted.assumed.joined(separator: "; "),
        sorted.gains.joined(separator: "; "),
      ]
    }
    return """
      ## Who is kept honest by what

      (1): the coalition, and any part of it, never gains; \\*: at the parameters that its chapter tells. \
      (2): what it gains goes to zero with a parameter. (3): one of these, under an assumption on who is \
      honest. Last: it gains, \\* at parameters that its chapter tells, or unless they are chosen against it. What \
      holds of accounts, of losses and of other prescriptions stands in the chapters.


      """
        + MarkdownTable(
          header: [
            "mechanism", "(1) never", "(2) vanishing", "(3) if others are honest", "who gains",
          ], rows: rows
        ).text
  }

  private var impossibilities: String {
    let rows = chapters.flatMap { chapter in
      chapter.findings.compactMap { finding -> [String]? in
        guard case .impossible = finding.verdict, finding.property.given.isEmpty else { return nil }
        let claim = ClaimText(finding.property, of: chapter.mechanism)
        return [
          Self.link(chapter.mechanism.name), finding.property.name, claim.coalition,
          claim.answer(finding),
        ]
      }
    }
    guard !rows.isEmpty else { return "" }
    return """
      ## What cannot be had

      Here no choice of parameters is safe, with nothing else given: a finite list of attacks covers all of \
      them, and each was replayed.


      """
        + MarkdownTable(header: ["mechanism", "claim", "coalition", "certificate"], rows: rows).text
  }

  // MARK: - Chapters

  private func section(_ folder: String) -> String {
    (["## In \(folder)/"] + chapters.filter { $0.folder == folder }.map(chapter))
      .joined(separator: "\n\n")
  }

  private func chapter(_ chapter: Chapter) -> String {
    let mechanism = chapter.mechanism
    var parts = ["### \(mechanism.name)"]
    if !mechanism.about.isEmpty { parts.append(mechanism.about.trimmingNewlines) }
    let path = mechanism.location.file
    let link = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    let file = "[\(path.split(separator: "/").last ?? "")](\(link))"
    parts.append(mechanism.source.isEmpty ? file : "\(file) · \(mechanism.source.trimmingNewlines)")
    if let honest = chapter.honest { parts.append(text(honest, of: mechanism)) }
    let rows = chapter.findings.map { finding in
      [
        finding.property.name, finding.property.goal,
        ClaimText(finding.property, of: mechanism).answer(finding),
      ] + (chapter.market.map { [text($0, about: finding.property)] } ?? [])
    }
    if let everybody = chapter.market?.everybody, !everybody.departures.isEmpty {
      parts.append(MarketText.text(of: everybody))
    }
    if !rows.isEmpty {
      let header =
        ["claim", "goal", "answer"] + (chapter.market == nil ? [] : ["in a market"])
      parts.append(MarkdownTable(header: header, rows: rows).text)
    }
    return parts.joined(separator: "\n\n")
  }

  private func text(_ market: MarketChapter, about property: Property) -> String {
    market.trials[property.name].map { MarketText.text(of: $0) } ?? ""
  }

  private func text(_ honest: HonestDeal, of mechanism: Mechanism) -> String {
    func name(_ role: String) -> String {
      let isSingle = mechanism.roles.first { $0.name == role }?.isSingle ?? false
      return isSingle ? "the \(role)" : "each \(role)"
    }
    let money = honest.lines.map { "\(name($0.role)) expects \($0.money)" }
    let locked = honest.lines.filter { $0.locked > 0 }
      .map { "\(name($0.role)) locks up \($0.locked)" }
    return "Honestly, where "
      + mechanism.parameters.compactMap { parameter in
        honest.parameters[parameter.name].map { "`\(parameter.name) = \($0)`" }
      }.joined(separator: ", ") + ": " + (money + locked).joined(separator: ", ") + "."
  }

  // MARK: - Markdown

  private static func link(_ name: String) -> String { "[\(name)](#\(name))" }
}

/// The coalitions that a mechanism's properties speak of, by what was found.
private struct Goals {
  var never: [String] = []
  var vanishes: [String] = []
  var assumed: [String] = []
  var gains: [String] = []

  init(_ chapter: Chapter) {
    for finding in chapter.findings {
      sort(finding, ClaimText(finding.property, of: chapter.mechanism))
    }
  }

  private mutating func sort(_ finding: Finding, _ claim: ClaimText) {
    let property = finding.property
    let text = property.given.isEmpty ? claim.coalition : "\(claim.coalition)\\*"
    switch (property.claim, finding.verdict) {
    case (.vanishes(let vanishing), .proved):
      let what = vanishing.quantity.map { "`\($0.content)`" } ?? claim.coalition
      hold("\(what) as `\(vanishing.limit)`", if: property.honesty, \.vanishes)
    case (.someParametersAreSafe, .proved) where property.prescriptions.isEmpty:
      hold("\(claim.coalition)\\*", if: property.honesty, \.never)
    case (.someParametersAreSafe, .impossible)
    where property.given.isEmpty && property.prescriptions.isEmpty:
      add(claim.coalition, to: \.gains)
    case (_, .proved) where property.isGuarantee: hold(text, if: property.honesty, \.never)
    case (_, .broken) where property.isGuarantee:
      let exception = property.given.isEmpty ? finding.condition.map(Self.exception) : nil
      add(text + (exception ?? ""), to: \.gains)
    case (_, .undecided) where property.isGuarantee: add("\(text) (undecided)", to: \.gains)
    default: break
    }
  }

  private mutating func hold(
    _ text: String, if honesty: String, _ list: WritableKeyPath<Goals, [String]>
  ) {
    honesty.isEmpty ? add(text, to: list) : add("\(text) (\(honesty))", to: \.assumed)
  }

  /// Longer conditions than this are told in the chapter alone.
  private static let longestCondition = 60

  private static func exception(_ condition: Condition) -> String {
    if condition.isImpossible { return "" }
    guard let formula = ConditionText(condition).formula, formula.count <= longestCondition else {
      return " with exceptions"
    }
    return " unless `\(formula)`"
  }

  private mutating func add(_ text: String, to list: WritableKeyPath<Goals, [String]>) {
    if !self[keyPath: list].contains(text) { self[keyPath: list].append(text) }
  }
}

extension String {
  /// The text without its last line breaks.
  fileprivate var trimmingNewlines: String {
    var text = Substring(self)
    while text.last?.isNewline ?? false { text.removeLast() }
    return String(text)
  }
}
