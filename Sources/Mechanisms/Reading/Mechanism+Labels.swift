extension Mechanism {
  /// A readable name of each step, and of each choice of a `together`, by its number.
  ///
  /// `judge.verdict` for a choice, the name for a chance or a draw, `reveal node.result`,
  /// `pay fee from client to escrow`. Where several have the same name, the second is `… #2`, and so
  /// on in the order of the file; so every name is unique.
  ///
  /// - Complexity: O(size of the mechanism).
  public var labels: [Int: String] {
    var labels: [Int: String] = [:]
    var used: Set<String> = []
    var times: [String: Int] = [:]
    func add(_ id: Int, _ text: String) {
      guard labels[id] == nil else { return }
      var label = text
      repeat {
        times[text, default: 0] += 1
        label = times[text] == 1 ? text : "\(text) #\(times[text] ?? 0)"
      } while !used.insert(label).inserted
      labels[id] = label
    }
    func walk(_ steps: [Step]) {
      for step in steps {
        if case .choose(let choices) = step.action, choices.count == 1, choices[0].id == step.id {
          add(step.id, choices[0].name)
          continue
        }
        add(step.id, step.action.name)
        switch step.action {
        case .choose(let choices): for choice in choices { add(choice.id, choice.name) }
        case .when(_, let then, let otherwise):
          walk(then)
          walk(otherwise)
        case .rounds(_, let inner): walk(inner)
        case .forever(let repetition): walk(repetition.steps)
        default: break
        }
      }
    }
    walk(steps)
    return labels
  }

  /// The readable name of a step or choice; see ``labels``. The number itself if there is none.
  public func label(of step: Int) -> String { labels[step] ?? "step \(step)" }

  /// The number of the step or choice of that name; see ``labels``.
  public func step(labelled label: String) -> Int? {
    labels.first { $0.value == label }?.key
  }
}

extension Choice {
  /// `judge.verdict`.
  var name: String { "\(group.name).\(attribute)" }
}

extension Step.Action {
  fileprivate var name: String {
    switch self {
    case .choose(let choices): "together \(choices.map(\.name).joined(separator: ", "))"
    case .chance(let chance): chance.name
    case .ownChance(let chance): "\(chance.group.name).\(chance.attribute)"
    case .reveal(let secret): "reveal \(secret)"
    case .draw(let draw): draw.name
    case .pay(let payment):
      "pay \(payment.amount.content) from \(payment.source) to \(payment.target)"
    case .bind(let name, _): "let \(name)"
    case .when(let condition, _, _): "when \(condition.content)"
    case .rounds(let number, _): "repeat \(number)"
    case .forever: "repeat forever"
    }
  }
}
