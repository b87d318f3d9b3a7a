import Comparison
import Mechanisms

/// A change of the rules in words.
struct RuleChangeText {
  let change: RuleChange

  init(_ change: RuleChange) { self.change = change }

  /// A sentence, with the line that it is about.
  ///
  /// - Parameter file: What lines are of, if nothing is said.
  func line(in file: String) -> String {
    let location = change.location
    if location.line == 0 { return sentence }
    let other = location.file == file ? "" : " of \(location.file)"
    return "\(sentence)  (line \(location.line)\(other))"
  }

  var sentence: String { context + core }

  // MARK: - Where

  /// The innermost step around it.
  private var context: String {
    guard let branch = change.inside.last else { return "" }
    return "\(Self.text(branch)): "
  }

  private static func text(_ branch: RuleChange.Branch) -> String {
    let step = shortened(branch.step)
    return branch.isElse ? "in the 'else' of '\(step)'" : "in '\(step)'"
  }

  /// Labels of more characters than this are cut.
  private static let mostCharacters = 70

  private static func shortened(_ label: String) -> String {
    label.count <= mostCharacters ? label : "\(label.prefix(mostCharacters)) …"
  }

  // MARK: - What

  private var core: String {
    switch change.kind {
    case .added(let detail): added(detail)
    case .removed(let detail): removed(detail)
    case .moved(let after, let origin): moved(after, origin)
    case .changed(let entry, let old, let new): changed(entry, old, new)
    }
  }

  private var subject: String {
    switch change.subject {
    case .parameter(let name): "parameter \(name)"
    case .assumption: "assumption"
    case .role(let name): "role \(name)"
    case .account(let name): "account \(name)"
    case .design: "the design"
    case .step(let label): "'\(label)'"
    case .option(let name, let choice): "option \(name) of \(choice)"
    case .property(let name): "property '\(name)'"
    }
  }

  private func added(_ detail: String?) -> String {
    switch change.subject {
    case .assumption: "it is assumed now that \(detail ?? "")"
    case .step: "\(subject) is new"
    case .option(let name, let choice): "\(choice) has a new option \(name)"
    default: "\(subject) is new" + (detail.map { " (\($0))" } ?? "")
    }
  }

  private func removed(_ detail: String?) -> String {
    switch change.subject {
    case .assumption: "it is no longer assumed that \(detail ?? "")"
    case .step: "\(subject) is gone"
    case .option(let name, let choice): "\(choice) no longer has the option \(name)"
    default: "\(subject) is gone" + (detail.map { " (it was \($0))" } ?? "")
    }
  }

  private func moved(_ after: String?, _ origin: [RuleChange.Branch]?) -> String {
    let place = after.map { "now comes after '\(Self.shortened($0))'" } ?? "now comes first"
    guard let origin else { return "\(subject) \(place)" }
    let before = origin.last.map { "it was \(Self.text($0))" } ?? "it was not inside of any step"
    return "\(subject) \(place); \(before)"
  }

  private func changed(_ entry: String, _ old: String?, _ new: String?) -> String {
    switch (change.subject, entry) {
    case (.step, "pay"): return "\(subject) pays \(new ?? "") now"
    case (.step, "to"): return "\(subject) goes to \(new ?? "") now"
    case (.step, "from"): return "\(subject) comes from \(new ?? "") now"
    case (.step, "when"): return "\(subject) asks for '\(new ?? "")' now"
    case (.assumption, _): return "it is assumed now that \(new ?? ""); it was \(old ?? "")"
    case (.property, "expect"):
      return "\(subject) expects \(new ?? "no verdict") now, it expected \(old ?? "none")"
    default: break
    }
    let what = Self.words[entry] ?? "'\(entry)'"
    switch (old, new) {
    case (let old?, let new?): return "\(what) of \(subject) is \(new) now, it was \(old)"
    case (nil, let new?): return "\(what) of \(subject) is \(new) now, there was none"
    case (let old?, nil): return "\(what) of \(subject), which was \(old), is gone"
    case (nil, nil): return "\(what) of \(subject) is another"
    }
  }

  /// What the entries of a file are called in a sentence.
  private static let words = [
    "default": "the default", "type": "the type", "size": "the number", "cost": "the cost",
    "identity": "the cost of an identity", "if": "the condition", "learns": "what is learned",
    "honest": "what is prescribed", "outcomes": "the probabilities", "from": "the source",
    "count": "the number", "be": "the value", "where": "the condition on who is asked",
    "seen by": "who sees it", "timeout": "what counts when its deadline passes",
    "hidden": "whether it is hidden", "discount": "the discount",
    "keep": "what is kept", "until": "the end", "coalition": "the coalition",
    "given": "what is given", "margin": "the margin", "claim": "the claim",
    "prescribe": "what is prescribed", "minimise": "the cost", "over": "what is chosen",
    "repeat": "the number of rounds", "may go below zero": "whether it may go below zero",
    "byzantine": "who does whatever it likes", "floor": "the floor", "for": "who is spoken of",
    "identities": "the number of identities", "accounts": "the accounts",
  ]
}
