-- The steps of a change set, whatever program takes them: each by the one who may, and nothing is edited on the way.

CREATE FUNCTION keep_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    mine boolean := coalesce(auth.uid() = NEW.author, false);
    reviews boolean := coalesce(auth.uid() <> NEW.author AND NEW.reviewed_by = auth.uid(), false);
    may boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT mine OR NEW.status <> 'OPEN' THEN
            RAISE EXCEPTION 'A change set begins open, and as its author''s own' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.number, NEW.owner, NEW.author) IS DISTINCT FROM (OLD.id, OLD.number, OLD.owner, OLD.author) THEN
        RAISE EXCEPTION 'A change set stays whose it is' USING ERRCODE = '42501';
    END IF;
    IF OLD.status <> 'OPEN' AND (NEW.edits IS DISTINCT FROM OLD.edits OR NEW.status <> 'OPEN' AND
            (NEW.effective, NEW.message) IS DISTINCT FROM (OLD.effective, OLD.message)) THEN
        RAISE EXCEPTION 'Change set CS-% is % and is not edited any more', OLD.number, OLD.status USING ERRCODE = '42501';
    END IF;
    IF NEW.status = 'OPEN' AND NEW.approved IS NOT NULL OR OLD.approved IS NOT NULL AND NEW.status <> 'OPEN' AND
            (NEW.approved, NEW.reviewed_by) IS DISTINCT FROM (OLD.approved, OLD.reviewed_by) THEN
        RAISE EXCEPTION 'What was approved of CS-% stays as it was', OLD.number USING ERRCODE = '42501';
    END IF;
    may := CASE OLD.status || ' -> ' || NEW.status
        WHEN 'OPEN -> OPEN' THEN mine
        WHEN 'OPEN -> CHECKED' THEN mine
        WHEN 'OPEN -> DISCARDED' THEN mine
        WHEN 'CHECKED -> OPEN' THEN mine
        WHEN 'APPROVED -> OPEN' THEN mine
        WHEN 'REJECTED -> OPEN' THEN mine
        WHEN 'CHECKED -> APPROVED' THEN reviews
        WHEN 'CHECKED -> REJECTED' THEN reviews
        WHEN 'APPROVED -> PUBLISHED' THEN coalesce(NEW.published_by = auth.uid(), false)
        ELSE false
    END;
    IF NOT may THEN
        RAISE EXCEPTION 'CS-% is %: to make it % is no step that you may take', OLD.number, OLD.status, NEW.status
            USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER in_steps BEFORE INSERT OR UPDATE ON drafts FOR EACH ROW EXECUTE FUNCTION keep_steps();
