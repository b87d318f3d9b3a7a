import Foundation
import Spelling

/// Puts a mechanism file together with the one that it is based on, and its steps with the parts that they
/// name, so that what is read has neither.
///
/// A variant gives what is different: parameters, roles and accounts replace those of the same name,
/// assumptions are added, the entries of a property replace single entries of the one of the same name, and
/// `parts` replace the steps of parts. A property with nothing in it is left out.
struct Composition {
  /// The texts that entries come from, by their files.
  private(set) var sources: [String: SourceText] = [:]
  private let log: DiagnosticLog
  /// The files that are being put together, each based on the next.
  private var chain: [String] = []

  init(_ log: DiagnosticLog) { self.log = log }

  /// What the text and its bases say together.
  ///
  /// - Throws: what is wrong with them as YAML, and with how they are put together.
  mutating func root(of text: String, file: String) throws(Diagnostics) -> Entry {
    let whole = try composed(text, file: file)
    var parts = Parts(log)
    let root = parts.expanded(whole)
    try log.throwIfAny()
    return root
  }

  /// A file on top of its base; parts are still named.
  private mutating func composed(_ text: String, file: String) throws(Diagnostics) -> Entry {
    let source = SourceText(text, file: file)
    sources[file] = source
    let entry = try Entry(yaml: text, in: source)
    guard case .map(let pairs) = entry.content,
      let name = pairs.first(where: { $0.key.text == Key.base })?.value
    else { return entry }
    guard let relative = name.text, !name.isEmpty else {
      log.report(.expectedEntry("the name of a file", found: name.nature), at: name.location)
      throw log.diagnostics
    }
    guard name.canBeName(log) else { throw log.diagnostics }
    let path = FileText.path(of: relative, beside: file)
    chain.append(URL(fileURLWithPath: file).standardizedFileURL.path)
    guard !chain.contains(URL(fileURLWithPath: path).standardizedFileURL.path) else {
      log.report(.basedOnItself(relative), at: name.location)
      throw log.diagnostics
    }
    guard chain.count <= Limits.bases else {
      log.report(.tooManyBases, at: name.location)
      throw log.diagnostics
    }
    guard FileText.isFile(path) else {
      log.report(.unreadableFile("'\(relative)' is no file beside this one"), at: name.location)
      throw log.diagnostics
    }
    let base = try composed(FileText.at(path), file: path)
    guard case .map(let inherited) = base.content else { return base }
    let merged = merge(pairs.filter { $0.key.text != Key.base }, over: inherited)
    return Entry(content: .map(merged), location: entry.location, isInFlow: false)
  }

  // MARK: - Merging

  enum Key {
    static let base = "based on"
    static let steps = "steps"
    static let parts = "parts"
    /// Maps from names, of which the variant's replace those of the base.
    static let named = ["parameters", "roles", "accounts", "parts"]
  }

  private func merge(_ variant: [Entry.Pair], over base: [Entry.Pair]) -> [Entry.Pair] {
    var result = base
    for pair in variant {
      guard let key = pair.key.text, let index = result.firstIndex(where: { $0.key.text == key })
      else {
        result.append(pair)
        continue
      }
      let value = result[index].value
      switch key {
      case Key.steps: log.report(.stepsOfVariant, at: pair.key.location)
      case "assume":
        result[index].value.content = .list(items(value) + items(pair.value))
      case "properties":
        result[index].value.content = .map(properties(named(pair), over: named(value)))
      case _ where Key.named.contains(key):
        result[index].value.content = .map(replace(named(pair), in: named(value)))
      default: result[index] = pair
      }
    }
    return result
  }

  private func items(_ entry: Entry) -> [Entry] {
    if entry.isEmpty { return [] }
    if case .list(let list) = entry.content { return list }
    return [entry]
  }

  /// A map's pairs; a list of accounts stands for a map to nothing.
  private func named(_ entry: Entry) -> [Entry.Pair] {
    switch entry.content {
    case .map(let pairs): pairs
    case .list(let list):
      list.map { Entry.Pair(key: $0, value: Entry.nothing(at: $0.location)) }
    case .text: []
    }
  }

  /// The pairs of a variant's entry, which has to be a map, or a list of accounts.
  private func named(_ pair: Entry.Pair) -> [Entry.Pair] {
    switch pair.value.content {
    case .map: break
    case .list where pair.key.text == "accounts": break
    case .text where pair.value.isEmpty: break
    default:
      log.report(
        .expectedEntry("a map for \(pair.key.text ?? "")", found: pair.value.nature),
        at: pair.value.location)
      return []
    }
    return named(pair.value)
  }

  private func replace(_ new: [Entry.Pair], in old: [Entry.Pair]) -> [Entry.Pair] {
    new.reduce(into: old) { result, pair in
      if let index = result.firstIndex(where: { $0.key.text == pair.key.text }) {
        result[index] = pair
      } else {
        result.append(pair)
      }
    }
  }

  private func properties(_ new: [Entry.Pair], over old: [Entry.Pair]) -> [Entry.Pair] {
    var result = old
    for pair in new {
      guard let index = result.firstIndex(where: { $0.key.text == pair.key.text }) else {
        if pair.value.isNothing { reportAbsent(pair.key, among: old) }
        result.append(pair)
        continue
      }
      if pair.value.isNothing {
        result.remove(at: index)
      } else {
        let entries = replace(named(pair), in: named(result[index].value))
        result[index].value = pair.value
        result[index].value.content = .map(entries)
      }
    }
    return result
  }

  private func reportAbsent(_ name: Entry, among properties: [Entry.Pair]) {
    let text = name.text ?? ""
    log.report(
      .unknown("property", text, nearest(to: text, among: properties.compactMap(\.key.text))),
      at: name.location)
  }
}

/// Replaces `part: NAME` among steps by the steps of that name.
private struct Parts {
  private let log: DiagnosticLog
  private var definitions: [String: [Entry]] = [:]
  /// The parts that are being replaced, each in the one before.
  private var open: [String] = []
  private var count = 0

  init(_ log: DiagnosticLog) { self.log = log }

  mutating func expanded(_ root: Entry) -> Entry {
    guard case .map(var pairs) = root.content else { return root }
    let given = pairs.firstIndex { $0.key.text == "parts" }.map { pairs.remove(at: $0).value }
    guard let index = pairs.firstIndex(where: { $0.key.text == "steps" }) else { return root }
    define(in: pairs[index].value)
    if case .map(let replacements)? = given?.content {
      for pair in replacements { define(in: pair.value) }
      for pair in replacements {
        guard let name = pair.key.text, definitions[name] != nil else {
          reportUnknown(pair.key)
          continue
        }
        guard case .list(let steps) = pair.value.content else {
          log.report(
            .expectedEntry("a list of steps", found: pair.value.nature), at: pair.value.location)
          continue
        }
        definitions[name] = steps
      }
    } else if let given {
      log.report(.expectedEntry("a map for parts", found: given.nature), at: given.location)
    }
    pairs[index].value = steps(pairs[index].value)
    return Entry(content: .map(pairs), location: root.location, isInFlow: root.isInFlow)
  }

  private func reportUnknown(_ name: Entry) {
    let text = name.text ?? ""
    log.report(
      .unknown("part", text, nearest(to: text, among: definitions.keys)), at: name.location)
  }

  private func value(_ key: String, of step: Entry) -> Entry? {
    guard case .map(let pairs) = step.content else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }

  private static let nested = ["then", "else", "steps"]

  /// Notes the parts that have steps.
  private mutating func define(in steps: Entry) {
    guard case .list(let list) = steps.content else { return }
    for step in list {
      if let name = value("part", of: step),
        case .list(let inner)? = value("steps", of: step)?.content
      {
        if definitions.updateValue(inner, forKey: name.text ?? "") != nil {
          log.report(.partTwice(name.text ?? ""), at: name.location)
        }
      }
      for key in Self.nested { value(key, of: step).map { define(in: $0) } }
    }
  }

  private mutating func steps(_ entry: Entry) -> Entry {
    guard case .list(let list) = entry.content else { return entry }
    var result = entry
    result.content = .list(list.flatMap { expanded(step: $0) })
    return result
  }

  private mutating func expanded(step: Entry) -> [Entry] {
    guard case .map(var pairs) = step.content else { return [step] }
    count += 1
    guard count <= Limits.unrolledSteps else {
      log.report(.tooManySteps, at: step.location)
      return []
    }
    if value("part", of: step) != nil { return part(step) }
    for index in pairs.indices where Self.nested.contains(pairs[index].key.text ?? "") {
      pairs[index].value = steps(pairs[index].value)
    }
    return [Entry(content: .map(pairs), location: step.location, isInFlow: step.isInFlow)]
  }

  private mutating func part(_ step: Entry) -> [Entry] {
    var fields = Fields(step, .part, log)
    let name = fields.take("part") ?? step
    let steps = fields.take("steps")
    fields.finish()
    if let steps, !steps.isList {
      log.report(.expectedEntry("a list of steps", found: steps.nature), at: steps.location)
      return []
    }
    guard let text = name.text, !name.isEmpty else {
      log.report(.expectedEntry("the name of a part", found: name.nature), at: name.location)
      return []
    }
    guard name.canBeName(log) else { return [] }
    guard let definition = definitions[text] else {
      reportUnknown(name)
      return []
    }
    guard !open.contains(text) else {
      log.report(.partWithinItself(text), at: name.location)
      return []
    }
    open.append(text)
    defer { open.removeLast() }
    return definition.flatMap { expanded(step: $0) }
  }
}
