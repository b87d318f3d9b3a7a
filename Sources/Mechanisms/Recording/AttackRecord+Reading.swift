import Exact

extension AttackRecord {
  /// Whether a YAML text is that of a record.
  public static func isRecord(_ text: String) -> Bool {
    text.split(separator: "\n").contains { $0.hasPrefix("attack:") }
  }

  /// Reads a record's text.
  ///
  /// - Parameter file: How diagnostics name the file.
  /// - Throws: every mistake that was found, located; of a record in another format, only that.
  public init(reading text: String, file: String) throws(Diagnostics) {
    let log = DiagnosticLog()
    let source = SourceText(text, file: file)
    let root = try Entry(yaml: text, in: source)
    let record = RecordReader(entries: MechanismReader([file: source], log), log: log).record(root)
    try log.throwIfAny()
    guard let record else { preconditionFailure("what is wrong with a record was not reported") }
    self = record
  }
}

/// Reads the entries of a record, collecting every mistake it meets.
private struct RecordReader {
  let entries: MechanismReader
  let log: DiagnosticLog

  /// The record; nil, or meaningless, if mistakes were reported.
  func record(_ root: Entry) -> AttackRecord? {
    var fields = Fields(root, "a recorded attack", log)
    guard fields.isMap, isKnown(fields.take("format"), in: root) else { return nil }
    let mechanism = fields.require("attack").map { entries.freeText($0, "a mechanism's name") }
    let file = fields.require("file").map { located($0, "the name of a file") }
    let rules = fields.require("rules").map { entries.freeText($0, "a hash") }
    let property = fields.require("property").map { located($0, "the name of a property") }
    let gain = fields.require("gain").map(number)
    let victim = fields.take("victim").map { entries.freeText($0, "a role") }
    let parameters = fields.require("parameters").map { named($0, "parameters", number) }
    let members = fields.require("coalition").map { counts($0, "a coalition") }
    let deviators = fields.require("deviators").map { counts($0, "deviators") }
    let byzantine = fields.take("byzantine").map { counts($0, "byzantine agents") }
    let identities = fields.take("identities").map { counts($0, "identities") }
    let plan = fields.require("plan").map { entries.list($0, "acts").map(act) }
    let plays = fields.require("trace").map { entries.list($0, "plays").map(play) }
    let untold = fields.take("untold").map { count($0, "untold") }
    fields.finish()
    guard let mechanism, let file, let rules, let property, let gain, let parameters, let members,
      let deviators, let plan, let plays
    else { return nil }
    return AttackRecord(
      mechanism: mechanism, file: file, rules: rules, property: property, gain: gain,
      victim: victim, parameters: parameters,
      coalition: Coalition(
        members, deviators: deviators, byzantine: byzantine ?? [:], adding: identities ?? [:]),
      plan: plan, trace: Trace(plays, untold: untold ?? 0))
  }

  private func isKnown(_ format: Entry?, in root: Entry) -> Bool {
    if format?.text == "\(AttackRecord.format)" { return true }
    log.report(.recordFormat(format?.text), at: format?.location ?? root.location)
    return false
  }

  private func act(_ entry: Entry) -> AttackRecord.Act {
    var fields = Fields(entry, "an act", log)
    let at = fields.require("at").map { located($0, "a step") }
    let asked = fields.require("asked").map { entry in
      var fields = Fields(entry, "those asked", log)
      defer { fields.finish() }
      return kind(&fields)
    }
    let known = fields.take("known").map { sightings($0) }
    let crowd = fields.take("crowd").map { entries.list($0, "agents").map(self.crowd) }
    let take = fields.require("take").map { counts($0, "what is taken") }
    fields.finish()
    return AttackRecord.Act(
      at: at ?? Located(""), asked: asked ?? AttackRecord.Kind(role: "", side: .outsider, seen: []),
      known: known ?? [], crowd: crowd ?? [], take: take ?? [:])
  }

  private func crowd(_ entry: Entry) -> AttackRecord.Crowd {
    var fields = Fields(entry, "agents of whom something is known", log)
    defer { fields.finish() }
    let count = fields.require("count").map { self.count($0, "count") }
    return AttackRecord.Crowd(count: count ?? 0, kind: kind(&fields))
  }

  private func kind(_ fields: inout Fields) -> AttackRecord.Kind {
    let role = fields.require("role").map { entries.freeText($0, "a role") }
    let side = fields.require("side")
      .flatMap { entries.oneOf(Side.allCases.map(\.rawValue), $0, "side") }.flatMap(Side.init)
    let seen = fields.take("seen").map { sightings($0) }
    return AttackRecord.Kind(role: role ?? "", side: side ?? .outsider, seen: seen ?? [])
  }

  private func sightings(_ entry: Entry) -> [Located<String>] {
    entries.list(entry, "facts").map { located($0, "a 'step: fact'") }
  }

  private func play(_ entry: Entry) -> Trace.Play {
    var fields = Fields(entry, "a play", log)
    let round = fields.take("round").map { entries.freeText($0, "how a round begins") }
    let probability = fields.require("probability").map(number)
    let events = fields.require("events")
      .map { entries.list($0, "events").map { entries.freeText($0, "an event") } }
    let coalition = fields.require("coalition").map(number)
    fields.finish()
    return Trace.Play(
      round: round, probability: probability ?? 0, events: events ?? [], coalition: coalition ?? 0)
  }

  // MARK: - Single entries

  private func located(_ entry: Entry, _ what: String) -> Located<String> {
    Located(entries.freeText(entry, what), at: entry.location)
  }

  private func number(_ entry: Entry) -> Rational { entries.rational(entry) ?? 0 }

  private func count(_ entry: Entry, _ what: String) -> Int {
    let count = entries.whole(entry, "'\(what)'", least: 0) ?? 0
    if count > Limits.agents { log.report(.tooManyAgents, at: entry.location) }
    return count
  }

  private func counts(_ entry: Entry, _ what: String) -> [String: Int] {
    named(entry, what) { count($0, what) }
  }

  private func named<Value>(
    _ entry: Entry, _ what: String, _ read: (Entry) -> Value
  ) -> [String: Value] {
    let pairs = entries.pairs(entry, what).map { key, value in
      (entries.freeText(key, "a name"), read(value))
    }
    // The YAML parser accepts no key twice.
    return Dictionary(pairs) { first, _ in first }
  }
}
