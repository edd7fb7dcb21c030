//! Verbs that the tagger takes for nouns, or for a part of one.

use super::{REACH, Relation, Token, Upos, Xpos, is_noun, is_subject, rehang};

/// "The firm plans to open a plant": a verb taken for a noun.
pub(super) fn intend(text: &str, tokens: &mut [Token], at: usize) {
    const INTENTIONS: [&str; 10] =
        ["plans", "plan", "aims", "aim", "hopes", "hope", "vows", "needs", "promises", "moves"];
    let here = &tokens[at];
    let subject = at - 1;
    let heads = matches!(here.relation, Relation::Root | Relation::Ccomp | Relation::Parataxis);
    let owned = tokens[subject].head == Some(at) && tokens[subject].relation == Relation::Compound;
    let next = tokens.get(at + 1).filter(|next| next.span.text(text) == "to").and_then(|to| to.head);
    let to_do = next.filter(|&verb| {
        matches!(tokens[verb].relation, Relation::Acl | Relation::Xcomp) && tokens[verb].head == Some(at)
    });
    let word = here.span.text(text);
    if let Some(verb) = to_do
        && here.upos == Upos::Noun
        && heads
        && owned
        && is_noun(&tokens[subject])
        && INTENTIONS.contains(&word)
    {
        (tokens[at].upos, tokens[at].xpos) = (Upos::Verb, Xpos::Vbz);
        tokens[subject].relation = Relation::Nsubj;
        tokens[verb].relation = Relation::Xcomp;
        rehang(tokens, subject.saturating_sub(REACH)..subject, at, subject);
    }
}

/// "The line will double output", "Taiwan restricted exports": a verb behind its auxiliary or subject, taken for a part
/// of the noun that is its object.
pub(super) fn raise(tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let Some(noun) = here.head.filter(|&noun| noun > at) else { return };
    let is_verb = here.upos == Upos::Verb && here.xpos == Xpos::Vb;
    // "Taiwan restricted exports": nothing else tells what the subject does.
    let has = |relation: Relation| {
        let near = noun.saturating_sub(REACH)..tokens.len().min(noun + REACH);
        near.into_iter().any(|t| tokens[t].head == Some(noun) && tokens[t].relation == relation)
    };
    let acts = at.checked_sub(1).is_some_and(|t| tokens[t].head == Some(noun) && tokens[t].relation == Relation::Nsubj)
        && here.upos == Upos::Verb
        && matches!(here.xpos, Xpos::Vbn | Xpos::Vbd)
        && !has(Relation::Cop);
    let is_part = matches!(here.relation, Relation::Compound | Relation::Amod);
    let before = at.saturating_sub(REACH)..at;
    let is_aux =
        |t: usize| matches!(tokens[t].head, Some(h) if h == noun || h == at) && tokens[t].relation == Relation::Aux;
    if !(is_part && (acts || is_verb && before.clone().any(is_aux))) {
        return;
    }
    (tokens[at].head, tokens[at].relation) = (tokens[noun].head, tokens[noun].relation);
    (tokens[noun].head, tokens[noun].relation) = (Some(at), Relation::Obj);
    rehang(tokens, before, noun, at);
}

/// "Iran sent drones, two diplomats have said": who says it, taken for a second subject of what is said.
pub(super) fn said_behind(text: &str, tokens: &mut [Token], at: usize) {
    const SAYS: [&str; 9] = ["said", "say", "says", "told", "reported", "wrote", "added", "claimed", "believe"];
    let here = &tokens[at];
    let behind = matches!(here.relation, Relation::Advcl | Relation::AdvclRelcl | Relation::Parataxis);
    let Some(verb) = here.head.filter(|&verb| verb < at && behind && SAYS.contains(&here.span.text(text))) else {
        return;
    };
    let second = |&t: &usize| tokens[t].head == Some(verb) && is_subject(tokens[t].relation) && is_noun(&tokens[t]);
    if let Some(voice) = (verb + 1..at).find(second)
        && !(voice..at).any(|t| tokens[t].head == Some(at) && is_subject(tokens[t].relation))
    {
        tokens[voice].head = Some(at);
    }
}

/// "Air defences intercepted 28 drones": the verb of the sentence taken for a participle, though it has an object.
pub(super) fn tell(tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let Some(subject) = here.head.filter(|&subject| subject + 1 == at && here.relation == Relation::Acl) else {
        return;
    };
    let heads = matches!(tokens[subject].relation, Relation::Root | Relation::Ccomp | Relation::Parataxis);
    let told = here.upos == Upos::Verb && matches!(here.xpos, Xpos::Vbn | Xpos::Vbd);
    let near = at + 1..tokens.len().min(at + REACH);
    // "more than 28 drones"
    let counts = |t: &Token| matches!(t.xpos, Xpos::Rbr | Xpos::Jjr);
    let is_phrase = |t: &Token| matches!(t.upos, Upos::Num | Upos::Det | Upos::Noun | Upos::Propn) || counts(t);
    let bare = tokens.get(at + 1).is_some_and(is_phrase);
    let of_either = |t: &usize| matches!(tokens[*t].head, Some(head) if head == subject || head == at);
    let is_object = |t: &usize| of_either(t) && (is_noun(&tokens[*t]) || tokens[*t].upos == Upos::Num);
    let object = near.clone().find(is_object).filter(|_| told && heads && bare && is_noun(&tokens[subject]));
    let Some(object) = object.filter(|&t| tokens[t].relation != Relation::Obl) else { return };
    (tokens[at].head, tokens[at].relation) = (tokens[subject].head, tokens[subject].relation);
    tokens[at].xpos = Xpos::Vbd;
    (tokens[subject].head, tokens[subject].relation) = (Some(at), Relation::Nsubj);
    (tokens[object].head, tokens[object].relation) = (Some(at), Relation::Obj);
    rehang(tokens, object + 1..near.end, subject, at);
}

/// "North Korea test-fired a missile": who does it, taken for a part of the noun before the hyphen.
pub(super) fn test(text: &str, tokens: &mut [Token], at: usize) {
    let Some(noun) = at.checked_sub(2).filter(|&noun| is_noun(&tokens[noun]) && tokens[noun].head == Some(at)) else {
        return;
    };
    let hyphen = tokens[at - 1].span.text(text) == "-" && tokens[noun].span.end == tokens[at - 1].span.start;
    let near = at.saturating_sub(REACH)..tokens.len().min(at + REACH);
    let is_other = |t: usize| t != noun && tokens[t].head == Some(at) && super::is_subject(tokens[t].relation);
    let has_subject = near.into_iter().any(is_other);
    let subject =
        noun.checked_sub(1).filter(|&subject| tokens[subject].head == Some(noun) && is_noun(&tokens[subject]));
    if let Some(subject) = subject.filter(|_| hyphen && !has_subject && tokens[at].upos == Upos::Verb) {
        (tokens[subject].head, tokens[subject].relation) = (Some(at), Relation::Nsubj);
        tokens[noun].relation = Relation::Compound;
    }
}

/// "has shelved its plan": an auxiliary taken for the verb, and the verb for a clause of its own.
pub(super) fn have(text: &str, tokens: &mut [Token], at: usize) {
    let aux = at - 1;
    let has = matches!(tokens[aux].span.text(text), "has" | "have" | "had") && tokens[aux].upos == Upos::Verb;
    let here = &tokens[at];
    let apart = matches!(here.relation, Relation::Advcl | Relation::Xcomp | Relation::Ccomp);
    if !(has && apart && here.head == Some(aux) && here.xpos == Xpos::Vbn) {
        return;
    }
    (tokens[at].head, tokens[at].relation) = (tokens[aux].head, tokens[aux].relation);
    (tokens[aux].head, tokens[aux].relation, tokens[aux].upos) = (Some(at), Relation::Aux, Upos::Aux);
    rehang(tokens, at.saturating_sub(3 * REACH)..tokens.len().min(at + 3 * REACH), aux, at);
}

/// "proposed building the jet in Nashik": a verb taken for a noun, though it has an object.
pub(super) fn act(text: &str, tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let near = at..tokens.len().min(at + REACH);
    let has = |head: usize, relation: Relation| {
        near.clone().any(|t| tokens[t].head == Some(head) && tokens[t].relation == relation)
    };
    // What stands behind a noun has a preposition.
    let bare = |t: usize| tokens[t].relation == Relation::Nmod && !has(t, Relation::Case) && has(t, Relation::Det);
    let object = |&t: &usize| tokens[t].head == Some(at) && (tokens[t].relation == Relation::Obj || bare(t));
    let done = here.upos == Upos::Noun && here.span.text(text).ends_with("ing");
    if let Some(object) = near.clone().skip(1).find(object).filter(|_| done) {
        (tokens[at].upos, tokens[at].xpos) = (Upos::Verb, Xpos::Vbg);
        tokens[object].relation = Relation::Obj;
    }
}

/// "The drones | Turkey sold to Chad | have crashed", "the drones it flew carried": a clause without "that" taken for the
/// subject of the sentence or for what goes with it, and who acts in it perhaps for an apposition.
pub(super) fn relate(tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let told = here.upos == Upos::Verb && matches!(here.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let whole = here.head.filter(|&head| head > at && told);
    let doer = at - 1;
    let noun = match here.relation {
        Relation::Csubj => {
            tokens[doer].head.filter(|_| is_noun(&tokens[doer]) && tokens[doer].relation == Relation::Appos)
        }
        Relation::Advcl if tokens[doer].head == Some(at) && tokens[doer].relation == Relation::Nsubj => {
            doer.checked_sub(1).filter(|&noun| is_noun(&tokens[noun]))
        }
        _ => None,
    };
    let of_either = |noun: usize| tokens[noun].head == whole || tokens[noun].head == Some(at);
    let noun = noun.filter(|&noun| noun < doer && of_either(noun) && super::is_subject(tokens[noun].relation));
    if let Some(noun) = noun.filter(|_| whole.is_some()) {
        tokens[noun].head = whole;
        (tokens[doer].head, tokens[doer].relation) = (Some(at), Relation::Nsubj);
        (tokens[at].head, tokens[at].relation) = (Some(noun), Relation::AclRelcl);
    }
}

/// "brings the aid | the state has promised": of two who seem to do something, the first is what it is done with.
pub(super) fn promised(text: &str, tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let near = at.saturating_sub(REACH)..at;
    let mut subjects = near.filter(|&t| tokens[t].head == Some(at) && tokens[t].relation == Relation::Nsubj);
    let (Some(first), Some(second), None) = (subjects.next(), subjects.next(), subjects.next()) else { return };
    let above = here.head.filter(|&above| above < first && tokens[above].upos == Upos::Verb);
    // "said the frigate Heron found rifles" has one that is named.
    let said = |verb: usize| {
        let word = tokens[verb].span.text(text);
        ["said", "says", "say", "saying", "told", "believe", "claim", "confirm", "insist", "report", "think", "wrote"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    let clause = here.relation == Relation::Ccomp && here.upos == Upos::Verb && above.is_some_and(|verb| !said(verb));
    // Nothing but the second's own words stands between.
    let own =
        |t: usize| tokens[t].head == Some(second) && !matches!(tokens[t].relation, Relation::Punct | Relation::Cc);
    let adjoins = (first + 1..second).all(own) && tokens[first].upos == Upos::Noun;
    let named = text.get(tokens[first].span.end..tokens[second].span.start).is_some_and(|gap| !gap.contains(','));
    if let Some(above) = above.filter(|_| clause && adjoins && named) {
        (tokens[first].head, tokens[first].relation) = (Some(above), Relation::Obj);
        (tokens[at].head, tokens[at].relation) = (Some(first), Relation::AclRelcl);
    }
}
