"""Following and muting, with one button each."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jmzpro.kit.dutch import DAYS
from jmzpro.letters.models import Follow, LetterPace, Rhythm, Stance
from jmzpro.letters.registry import Subject, followables
from jmzpro.members.access import account, member_required, safe_next
from jmzpro.members.models import Person
from jmzpro.trust.limits import limited

STANCES = {Stance.FOLLOWS: Stance.FOLLOWS, Stance.MUTES: Stance.MUTES, "niet": None}


@require_POST
@member_required
@limited("follow", limit=200, per=timedelta(hours=1))
def choose(request: HttpRequest) -> HttpResponseBase:
    """Follow, mute or neither; what somebody may not see cannot be followed, but can be let go."""
    person = account(request).person
    kind, target, wanted = (request.POST.get(name, "") for name in ("kind", "target", "stance"))
    if wanted not in STANCES or kind not in followables:
        raise Http404
    subject = followables[kind].find([target], request.user).get(target)
    stance = STANCES[wanted]
    if subject is None and stance is not None:
        raise Http404
    Follow.choose(person, kind, target, stance)
    messages.success(request, told(person, subject, stance))
    return redirect(safe_next(request, default=reverse("letters:letter")))


def told(person: Person, subject: Subject | None, stance: Stance | None) -> str:
    name = subject.name if subject else "dit"
    if stance == Stance.MUTES:
        return f"Gedempt: je krijgt geen mail meer over {name}."
    if stance is None:
        return (
            f"Je volgt {name} niet meer, en dempt het niet meer."
            if subject is None
            else f"Bewaard: {name} volg of demp je niet meer."
        )
    return f"Je volgt nu {name}. {when(Rhythm.objects.select_related('person').get(person=person))}"


def when(rhythm: Rhythm) -> str:
    """When the news will come, in a sentence."""
    pace = rhythm.effective_pace
    if pace == LetterPace.NONE:
        return "Je krijgt nu geen brief. Kies bij ‘Mijn brief’ hoe vaak je hem wilt."
    day = "elke dag" if pace == LetterPace.DAILY else f"elke {DAYS[rhythm.weekday]}"
    return f"Nieuws erover komt in je brief: {day} om {rhythm.hour}.00 uur."
